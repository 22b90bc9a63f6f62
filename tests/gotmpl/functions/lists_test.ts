// sprig's list functions; the answers are those of sprig 3.3.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ list 1 nil "a" }} {{ tuple }} {{ append (until 2) "x" }} {{ push (list) nil }} {{ prepend (list 2) 1 }}':
    "[1 <nil> a] [] [0 1 x] [<nil>] [1 2]",
  '{{ first (list) }} {{ last (list 1 2) }} {{ rest (list 1 2 3) }} {{ initial (list 1 2 3) }} {{ reverse (splitList "," "a,b") }}':
    "<no value> 2 [2 3] [1 2] [b a]",
  "{{ rest (list) | toJson }} {{ initial (list) | toJson }} {{ rest (list 1) | toJson }} {{ concat | toJson }} {{ concat (list) | toJson }}":
    "null null [] null null",
  '{{ compact (list 0 1 nil "" "a" (list) (dict) false 0.0) }} {{ uniq (list 1 1.0 "1" 1 nil nil (list) (list)) | toJson }}':
    '[1 a] [1,1,"1",null,[]]',
  '{{ without (list 1 2 1 "1") 1 }} {{ has 1 (until 3) }} {{ has (int64 1) (until 3) }} {{ has 1 nil }} {{ has nil (list nil) }}':
    "[2 1] true false false true",
  '{{ slice (list 1 2 3) 1 }} {{ slice (list 1 2 3) 1 2 }} {{ slice (list) 5 9 }} {{ slice (splitList "," "a,b") "1" | typeOf }}':
    "[2 3] [2] <no value> []string",
  "{{ slice (list 1) 0 2 }}": { error: "reflect.Value.Slice: slice index out of bounds" },
  '{{ slice "abc" 1 }}': { error: "list should be type of slice or array but string" },
  "{{ chunk 2 (list 1 2 3) | toJson }} {{ chunk 3 (list) | toJson }} {{ chunk 2 (list 1) | typeOf }} {{ chunk -5 (list 1) | toJson }}":
    "[[1,2],[3]] [] [][]interface {} [[1]]",
  "{{ chunk 0 (list 1) }}": { error: "runtime error: makeslice: len out of range" },
  '{{ concat (list 1) (splitList "," "a") (until 1) | toJson }}': '[1,"a",0]',
  '{{ concat (list) "a" }}': { error: "Cannot concat type string as list" },
  '{{ first "abc" }}': { error: "Cannot find first on type string" },
  "{{ mustLast 5 }}": { error: "Cannot find last on type int" },
  "{{ mustPush (dict) 1 }}": { error: "Cannot push on type map" },
  "{{ prepend nil 1 }}": {
    error: "runtime error: invalid memory address or nil pointer dereference",
  },
  "{{ uniq true }}": { error: "Cannot find uniq on type bool" },
  "{{ compact 1.5 }}": { error: "Cannot compact on type float64" },
  '{{ chunk 1 "a" }}': { error: "Cannot chunk type string" },
  '{{ has 1 "a" }}': { error: "Cannot find has on type string" },
  "{{ without (dict) 1 }}": { error: "Cannot find without on type map" },
});
