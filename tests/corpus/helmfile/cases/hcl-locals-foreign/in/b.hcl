values {
  b = local.x
}
