values {
  x = 2
  y = 3
}
