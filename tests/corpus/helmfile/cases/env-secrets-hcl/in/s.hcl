values {
  s = "ENC[deep]"
}
