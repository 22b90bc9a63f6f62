values {
  a = 1
}
values {
  b = hv.a
}
