values {
  a = yamlencode({ b = [1, "x", { c = null, d = true, e = [] }], a = "multi\nline", "k e y" = {}, f = 1.5, g = "", h = [[1], [2]], i = "1" })
  b = yamlencode("text")
  c = yamlencode([1, 2])
  d = yamlencode(5)
  e = yamlencode({ l = [{ x = 1, y = [2] }] })
}
