values {
  a = hv.b
  b = hv.a
}
