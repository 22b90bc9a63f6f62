values {
  a = <<-EOT
    one
      two ${1 + 1}
  EOT
  b = null
  f = 1.5
  big = 12345678901
  nested = { list = [1, "x", true, null] }
}
