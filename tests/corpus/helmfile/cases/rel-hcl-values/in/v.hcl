values {
  a = 1
}
