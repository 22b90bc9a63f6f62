values {
  a = hv.b + 1
  l = [1]
  m = { x = 1, y = { z = 1 } }
}
