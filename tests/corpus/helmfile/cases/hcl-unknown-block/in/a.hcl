variable "x" {}
values {
  a = 1
}
