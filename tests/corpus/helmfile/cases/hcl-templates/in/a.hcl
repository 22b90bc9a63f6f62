values {
  a = "%{ if true }yes%{ else }no%{ endif }"
  b = "%{ for x in [1, 2] ~}
<${x}>%{ endfor }"
  c = <<EOT
x ${1 + 1}
  y
EOT
  d = <<-EOT
    %{ for x in ["p", "q"] ~}
    - ${x}
    %{ endfor ~}
  EOT
}
