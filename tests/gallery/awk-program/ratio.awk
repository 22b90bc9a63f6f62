{
  total += 100 / $1
}
END { print total
