values {
  i = 5
  f = 2.50
  n = -3
  e = 1e3
  t = true
  nul = null
  s = "a\nb\t\"q\" \u00e9"
  q = "$${lit} %%{x}"
  o = { "k e y" = 1, (upper("dyn")) = 2, n : 3 }
  l = [
    1,
    "two",
  ]
  big = 9007199254740993
  div = 7 / 2
  mod = 7 % 3
  cmp = 1 < 2 && !false || 1 == 2
  idx = [1, 2, 3][1]
  at = { a = { b = 1 } }.a["b"]
}
