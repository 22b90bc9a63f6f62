resource "null_resource" "a" {
  count = var.missing
}
