// split, join and sort; the answers are those of sprig 3.3.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ splitList "," "a,b,,c" | toJson }} {{ splitList "" "日b" | toJson }} {{ splitList "," "" | toJson }} {{ splitList "" "" | toJson }}':
    '["a","b","","c"] ["\u65e5","b"] [""] []',
  '{{ split "." "a.b" | toJson }} {{ splitn "," 2 "a,b,c" | toJson }} {{ splitn "," 0 "a" | toJson }} {{ splitn "" 2 "日本語" | toJson }}':
    '{"_0":"a","_1":"b"} {"_0":"a","_1":"b,c"} {} {"_0":"\u65e5","_1":"\u672c\u8a9e"}',
  '{{ join "-" (list 1 nil "a" 2.5) }} {{ join "," "x" }} {{ join "," nil }}|{{ join "," (splitList " " "a b") }}':
    "1-a-2.5 x |a,b",
  '{{ sortAlpha (list "é" "z" "🚀" "\\uffee" "Z" 10 9) }} {{ sortAlpha nil }} {{ sortAlpha 5 }}':
    "[10 9 Z z \u00e9 \uffee \ud83d\ude80] [<nil>] [5]",
  '{{ $l := splitList "," "c,b,a" }}{{ $_ := sortAlpha $l }}{{ $l }}': "[a b c]",
  '{{ typeOf (splitList "," "a") }} {{ typeOf (split "," "a") }} {{ typeOf (sortAlpha (list)) }}':
    "[]string map[string]string []string",
});
