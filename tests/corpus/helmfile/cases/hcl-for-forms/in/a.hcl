values {
  a = [for v in [1, 2, 3] : v * 2 if v > 1]
  b = { for k, v in { x = 1, y = 2 } : v => k }
  c = { for v in ["a", "b", "a"] : v => v... }
  d = [for i, v in ["p", "q"] : "${i}${v}"]
  e = [{ n = 1 }, { n = 2 }][*].n
  f = length([for s in "abc" == "abc" ? [1] : [] : s])
}
