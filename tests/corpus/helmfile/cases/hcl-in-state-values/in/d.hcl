values {
  a = 5
}
