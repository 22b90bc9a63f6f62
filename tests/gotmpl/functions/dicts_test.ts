// sprig's map functions; the answers are those of sprig 3.3 (but keys and values, whose order is random there).
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ dict "a" 1 2 "b" "odd" }} {{ dict }} {{ dict "k" nil | toJson }}': 'map[2:b a:1 odd:] map[] {"k":null}',
  '{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $_ := unset $d "a" }}{{ $d }} {{ hasKey $d "b" }} {{ hasKey $d "a" }}':
    "map[b:2] true false",
  '{{ set nil "a" 1 }}': { error: "assignment to entry in nil map" },
  '{{ sprigGet (dict "a" nil) "a" }} {{ sprigGet (dict) "a" | quote }} {{ sprigGet nil "a" | quote }}':
    '<no value> "" ""',
  '{{ keys (dict "b" 1 "a" 2) (dict "c" 3) }} {{ values (dict "b" 1 "a" 2) }} {{ pluck "a" (dict "a" 1) (dict) (dict "a" nil) | toJson }}':
    "[a b c] [2 1] [1,null]",
  '{{ pick (dict "a" 1 "b" 2) "b" "c" }} {{ omit (dict "a" 1 "b" 2) "b" "c" }} {{ pick nil "a" }} {{ keys nil | toJson }}':
    "map[b:2] map[a:1] map[] []",
  '{{ dig "a" "b" "none" (dict "a" (dict "b" 1)) }} {{ dig "a" "c" "none" (dict "a" (dict "b" 1)) }} {{ dig "x" nil (dict) }}':
    "1 none <no value>",
  '{{ dig "a" 1 }}': { error: "dig needs at least three arguments" },
  '{{ dig "a" "b" 0 (dict "a" 5) }}': {
    error: "interface conversion: interface {} is int, not map[string]interface {}",
  },
  "{{ dig 1 0 (dict) }}": { error: "interface conversion: interface {} is int, not string" },
  '{{ dig "a" 0 (split "," "x") }}': {
    error: "interface conversion: interface {} is map[string]string, not map[string]interface {}",
  },
  '{{ merge (dict "a" 0 "b" "set" "m" (dict "x" 1)) (dict "a" 1 "b" "new" "c" 3 "m" (dict "x" 9 "y" 2)) | toJson }}':
    '{"a":1,"b":"set","c":3,"m":{"x":1,"y":2}}',
  '{{ mergeOverwrite (dict "a" 1 "m" (dict "x" 1) "l" (list 1)) (dict "a" nil "m" (dict "y" 2) "l" (list)) (dict "m" (dict)) | toJson }}':
    '{"a":null,"l":[],"m":{"x":1,"y":2}}',
  '{{ $d := dict "n" (dict) }}{{ $s := dict "n" (dict "a" 1) "o" (dict) }}{{ $_ := merge $d $s }}{{ $_ := set $s.o "shared" 1 }}{{ $_ := set $s.n "own" 1 }}{{ $d | toJson }}':
    '{"n":{"a":1},"o":{"shared":1}}',
  '{{ merge nil nil }} {{ merge nil (dict "a" 1) }} {{ merge (dict "v" (semver "1.0.0")) (dict "v" (dict "a" 1)) | quote }}':
    'map[] map[a:1] ""',
  '{{ mustMerge (dict "v" (semver "1.0.0")) (dict "v" (dict "a" 1)) }}': {
    error: "src and dst must be of same type",
  },
  '{{ merge (dict "k" (dict "a" 1)) (dict "k" .ik) }}': {
    error: "reflect.Value.MapIndex: value of type interface {} is not assignable to type string",
  },
  '{{ merge (dict "k" (split "," "x")) (dict "k" (dict "a" "b")) }}': {
    error: "reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string",
  },
  '{{ merge (dict "k" .ik) (dict "k" (dict "a" 3)) }} {{ mergeOverwrite (dict "k" "s") (dict "k" (dict "a" 1)) }}':
    "map[k:map[a:3 b:two 1:one]] map[k:map[a:1]]",
  '{{ $d := dict "a" (list (dict "b" 1)) }}{{ $c := deepCopy $d }}{{ $_ := set (first $c.a) "b" 2 }}{{ $d | toJson }} {{ $c | toJson }}':
    '{"a":[{"b":1}]} {"a":[{"b":2}]}',
  "{{ deepCopy nil }}": { error: "reflect: call of reflect.Value.Type on zero Value" },
  '{{ $d := dict }}{{ $_ := set $d "self" $d }}{{ $d }}': {
    error: "a value contains itself, or nests too deep to be printed or copied",
  },
  '{{ $d := dict }}{{ $_ := set $d "self" $d }}{{ deepCopy $d }}': {
    error: "a value contains itself, or nests too deep to be printed or copied",
  },
  "{{ deepCopy .ik }} {{ deepCopy (until 2) | typeOf }} {{ deepCopy (rest (list)) | toJson }}":
    "map[b:two 1:one] []int null",
}, { data: "ik: {1: one, b: two}\n" });
