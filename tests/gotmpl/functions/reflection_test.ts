// Types and equality; the answers are those of sprig 3.3.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ kindOf nil }} {{ kindOf 1 }} {{ kindOf (int64 1) }} {{ kindOf 1.5 }} {{ kindOf (list) }} {{ kindOf .ik }} {{ kindOf now }} {{ kindOf (semver "1.0.0") }}':
    "invalid int int64 float64 slice map struct ptr",
  '{{ typeOf nil }} {{ typeOf .ik }} {{ typeOf (list) }} {{ typeOf (chunk 1 (list 1)) }} {{ typeOf now }} {{ typeOf (semver "1.0.0") }}':
    "<nil> map[interface {}]interface {} []interface {} [][]interface {} time.Time *semver.Version",
  '{{ kindIs "int" 1 }} {{ kindIs "int" (int64 1) }} {{ typeIs "*semver.Version" (semver "1.0.0") }} {{ typeIsLike "semver.Version" (semver "1.0.0") }} {{ typeIsLike "*int" 1 }}':
    "true false true true false",
  '{{ deepEqual 1 1.0 }} {{ deepEqual 1 (int64 1) }} {{ deepEqual (list 1 (dict "a" nil)) (list 1 (dict "a" nil)) }} {{ deepEqual (list) (rest (list)) }} {{ deepEqual (list "a") (splitList "," "a") }} {{ deepEqual (float64 "nan") (float64 "nan") }} {{ deepEqual nil nil }}':
    "false false true false false false true",
}, { data: "ik: {1: a}\n" });
