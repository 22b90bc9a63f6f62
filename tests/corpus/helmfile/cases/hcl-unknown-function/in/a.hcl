values {
  a = nosuch(1)
}
