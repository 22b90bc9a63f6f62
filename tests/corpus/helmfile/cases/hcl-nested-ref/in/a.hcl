values {
  m = { a = { b = [10, 20] } }
  r = hv.m.a.b[1]
  s = hv.m["a"].b
  t = "${hv.m.a.b[0]}-x"
}
