values {
  a = "hcl"
  m = { x = "hcl" }
}
