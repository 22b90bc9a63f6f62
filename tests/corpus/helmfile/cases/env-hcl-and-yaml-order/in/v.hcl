locals {
  n = 3
}
values {
  a = "hcl"
  l = [for i in range(local.n) : i * 2]
  m = { x = 1, "y-z" = true }
  t = "n is ${local.n}"
  c = local.n > 2 ? "big" : "small"
}
