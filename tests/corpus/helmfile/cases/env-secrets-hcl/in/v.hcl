values {
  a = "v"
  b = hv.s
}
