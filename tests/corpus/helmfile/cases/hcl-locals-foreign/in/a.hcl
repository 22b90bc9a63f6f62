locals {
  x = 1
}
values {
  a = 1
}
