values {
  a = 5
  b = 1000000
  c = 2.5
  l = [1, 2000000]
  m = { n = 3000000 }
  big = 12345678901234567890
  len = length([1])
  jd = jsondecode("{\"x\": 1}")
  yd = yamldecode("x: 1")
}
