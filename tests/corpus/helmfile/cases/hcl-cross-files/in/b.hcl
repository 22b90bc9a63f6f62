values {
  b = 2
  l = [2]
  m = { y = { w = 2 } }
}
