// Defaults and JSON; the answers are those of sprig 3.3.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ default "d" nil }} {{ default "d" 0 }} {{ default "d" false }} {{ default "d" (list) }} {{ default "d" }} {{ default "d" "x" }} {{ default "d" (semver "0.0.0") }}':
    "d d d d d x 0.0.0",
  '{{ empty "" }} {{ empty 0.0 }} {{ empty (dict) }} {{ empty " " }} {{ empty now }} {{ empty (int64 0) }} {{ empty (float64 "nan") }}':
    "true true true false false true false",
  '{{ coalesce }} {{ coalesce 0 "" (list) "x" "y" }} {{ all }} {{ all 1 "a" }} {{ all 1 0 }} {{ any }} {{ any 0 1 }} {{ ternary "y" "n" true }}':
    "<no value> x true true false false true y",
  '{{ toJson (dict "b" (list 1.0 1e21 1e-7 2.5) "a" nil "é" "<a&b>\\u2028\\x01\\x7f\\t") }}':
    '{"a":null,"b":[1,1e+21,1e-7,2.5],"\u00e9":"\\u003ca\\u0026b\\u003e\\u2028\\u0001\u007f\\t"}',
  '{{ toRawJson "<a&b>\\u2028" }} {{ toPrettyJson (dict "a" (list 1 (list) (dict)) "b" (dict "c" 1)) }}':
    '"<a&b>\\u2028" {\n  "a": [\n    1,\n    [],\n    {}\n  ],\n  "b": {\n    "c": 1\n  }\n}',
  '{{ toJson .ik }}|{{ toJson (float64 "inf") }}|{{ toJson (trunc 1 "é") }} {{ toJson (rest (list)) }} {{ toJson .when }} {{ toJson .big }}':
    '||"\\ufffd" null "2024-01-02T03:04:05.5+02:00" 9007199254740993',
  "{{ mustToJson .ik }}": { error: "json: unsupported type: map[interface {}]interface {}" },
  '{{ mustToJson (list (float64 "nan")) }}': { error: "json: unsupported value: NaN" },
  '{{ toRawJson (float64 "-inf") }}': { error: "json: unsupported value: -Inf" },
  '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ mustToJson $d }}': {
    error: "json: unsupported value: encountered a cycle via map[string]interface {}",
  },
  '{{ fromJson "{\\"a\\": [1, 2.5, true, null, \\"\\\\u00e9\\\\ud83d\\\\ude80\\\\ud800\\"], \\"a2\\": {}}" | toJson }} {{ typeOf (fromJson "1") }} {{ fromJson "[1, 2" }} {{ fromJson "[1e400, 2]" }}':
    '{"a":[1,2.5,true,null,"\u00e9\ud83d\ude80\ufffd"],"a2":{}} float64 <no value> [<nil> 2]',
  '{{ mustFromJson "[1, 2" }}': { error: "unexpected end of JSON input" },
  '{{ mustFromJson "" }}': { error: "unexpected end of JSON input" },
  '{{ mustFromJson "{\\"a\\" 1}" }}': { error: "invalid character '1' after object key" },
  '{{ mustFromJson "{a: 1}" }}': {
    error: "invalid character 'a' looking for beginning of object key string",
  },
  '{{ mustFromJson "[1 2]" }}': { error: "invalid character '2' after array element" },
  '{{ mustFromJson "{\\"a\\": 1 \\"b\\"}" }}': {
    error: "invalid character '\"' after object key:value pair",
  },
  '{{ mustFromJson "tru" }}': { error: "invalid character ' ' in literal true (expecting 'e')" },
  '{{ mustFromJson "nulx" }}': { error: "invalid character 'x' in literal null (expecting 'l')" },
  '{{ mustFromJson "1.x" }}': {
    error: "invalid character 'x' after decimal point in numeric literal",
  },
  '{{ mustFromJson "-" }}': { error: "invalid character ' ' in numeric literal" },
  '{{ mustFromJson "1e" }}': { error: "invalid character ' ' in exponent of numeric literal" },
  '{{ mustFromJson "\\"\\\\x\\"" }}': { error: "invalid character 'x' in string escape code" },
  '{{ mustFromJson "\\"\\\\u12g4\\"" }}': {
    error: "invalid character 'g' in \\u hexadecimal character escape",
  },
  '{{ mustFromJson "\\"a\\tb\\"" }}': { error: "invalid character '\\t' in string literal" },
  '{{ mustFromJson "1 2" }}': { error: "invalid character '2' after top-level value" },
  '{{ mustFromJson "é" }}': {
    error: "invalid character '\u00c3' looking for beginning of value",
  },
  '{{ mustFromJson "1e400" }}': {
    error: "json: cannot unmarshal number 1e400 into Go value of type float64",
  },
}, { data: "ik: {1: a}\nwhen: 2024-01-02T03:04:05.5+02:00\nbig: 9007199254740993\n" });
