locals {
  x = 2
}
values {
  b = local.x
}
