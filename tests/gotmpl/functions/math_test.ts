// sprig's arithmetic; the answers are those of sprig 3.3 on amd64.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ add }} {{ add 1 "2" 3.9 true nil }} {{ add1 "x" }} {{ sub 5 7 }} {{ mul 2 3 "4" }} {{ div -7 2 }} {{ mod -7 3 }}':
    "0 7 1 -2 24 -3 -1",
  "{{ add 9223372036854775807 1 }} {{ mul 9223372036854775807 2 }} {{ div -9223372036854775808 -1 }}":
    "-9223372036854775808 -2 -9223372036854775808",
  "{{ div 1 0 }}": { error: "runtime error: integer divide by zero" },
  '{{ mod 1 "x" }}': { error: "runtime error: integer divide by zero" },
  "{{ addf 0.1 0.2 }} {{ subf 0.3 0.1 }} {{ mulf 1.1 1.1 }} {{ divf 10 3 }} {{ divf -2 3 }} {{ add1f 0.1 }} {{ divf 1 3e20 }}":
    "0.3 0.2 1.21 3.3333333333333335 -0.6666666666666667 1.1 0",
  "{{ divf 1 0 }}": { error: "decimal division by 0" },
  '{{ addf "inf" }}': { error: "Cannot create a Decimal from +Inf" },
  '{{ addf 1 "nan" }}': { error: "Cannot create a Decimal from NaN" },
  '{{ max 1 5 "9" }} {{ min 3 "x" }} {{ biggest 1 2 }} {{ maxf 1 2.5 }} {{ minf "-inf" "nan" }} {{ maxf 1 "nan" }} {{ maxf "nan" "inf" }}':
    "9 0 2 2.5 -Inf NaN +Inf",
  '{{ floor -1.5 }} {{ ceil "1.2" }} {{ ceil -0.5 }} {{ round 2.5 0 }} {{ round -2.5 0 }} {{ round 1.005 2 }} {{ round 123.456 -2 }} {{ round 123.5555 3 0.6 }}':
    "-2 2 -0 3 -3 1 100 123.555",
  "{{ untilStep 1 100000000000 -1 | len }} {{ until 100000000000 }}": {
    error: "cannot count from 0 to 100000000000 by 1: more than 10000000 numbers",
  },
  "{{ until 3 }} {{ until -2 }} {{ until 0 | toJson }} {{ untilStep 1 9 3 }} {{ untilStep 9 1 -3 }} {{ untilStep 1 9 -1 }} {{ untilStep 1 5 0 }}":
    "[0 1 2] [0 -1] [] [1 4 7] [9 6 3] [] []",
  "{{ seq }}|{{ seq 3 }}|{{ seq -1 }}|{{ seq 2 4 }}|{{ seq 4 2 }}|{{ seq 1 2 6 }}|{{ seq 5 -2 1 }}|{{ seq 5 1 0 }}|{{ seq 1 -1 5 }}|{{ seq 1 2 3 4 }}":
    "|1 2 3|1 0 -1|2 3 4|4 3 2|1 3 5|5 3 1|||",
  "{{ until (add 1 2) }}": { error: "wrong type for value; expected int; got int64" },
  "{{ typeOf (add 1) }} {{ typeOf (addf 1) }} {{ typeOf (until 1) }} {{ typeOf (max 1 2) }}":
    "int64 float64 []int int64",
});
