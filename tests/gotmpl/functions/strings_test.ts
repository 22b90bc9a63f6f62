// sprig's text functions; the answers are those of sprig 3.3.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ hello }} {{ trim " \\t x\\u00a0 " }} {{ upper "straße ǆ" }} {{ lower "İΣ" }} {{ title "it\'s a foo_bar-baz ǆ" }} {{ untitle "Hello World" }}':
    "Hello! x STRA\u00dfE \u01c4 i\u03c3 It'S A Foo_bar-Baz \u01c5 hello world",
  '{{ swapcase "Hello wORLD é ǅ" }} {{ initials "first try" }} {{ nospace "a b\\tc" }} {{ plural "one" "many" 1 }} {{ plural "one" "many" 0 }}':
    "hELLO World \u00c9 \u01c6 ft abc one many",
  '{{ nospace "é à" }} {{ initials "élan" }} {{ nospace "é" }}': "\u00c3\u00a9\u00c3 \u00c3 \u00e9",
  '{{ snakecase "HTTPServer v1Beta2 c:.d-e" }} {{ kebabcase "FirstName20x" }} {{ camelcase "http_server-name __x" }} {{ camelcase "__" }}':
    "http_server_v1_beta2_c:.d_e first-name-20x HttpServerName _X ___",
  '{{ abbrev 8 "hello world" }} {{ abbrev 3 "hello" }} {{ abbrevboth 5 10 "1234567890123456789" }} {{ abbrevboth 1 5 "hello" }}':
    "hello... hello ...6789... hello",
  '{{ trunc 3 "hello" }} {{ trunc -3 "hello" }} {{ trunc 9 "hello" }} {{ trunc 2 "日" | quote }}':
    'hel llo hello "\\xe6\\x97"',
  '{{ substr 1 3 "hello" }} {{ substr -1 3 "hello" }} {{ substr 2 -1 "hello" }} {{ substr 2 99 "hello" }}':
    "el hel llo llo",
  '{{ substr 9 -1 "hello" }}': { error: "runtime error: slice bounds out of range [9:5]" },
  '{{ substr -1 9 "hello" }}': {
    error: "runtime error: slice bounds out of range [:9] with length 5",
  },
  '{{ substr -1 -9 "hello" }}': { error: "runtime error: slice bounds out of range [:-9]" },
  '{{ substr 3 2 "hello" }}': { error: "runtime error: slice bounds out of range [3:2]" },
  '{{ repeat 3 "ab" }} {{ repeat 0 "ab" }}|': "ababab |",
  '{{ repeat -1 "ab" }}': { error: "strings: negative Repeat count" },
  '{{ indent 2 "a\\nb" }} {{ nindent 1 "a\\n\\nb" | quote }}': '  a\n  b "\\n a\\n \\n b"',
  '{{ indent -1 "a" }}': { error: "strings: negative Repeat count" },
  '{{ wrap 5 "aaa bbb ccccccc d" | quote }} {{ wrapWith 3 "|" "abcdefg hi" }} {{ wrapWith 3 "" "日本" | quote }}':
    '"aaa\\nbbb\\nccccccc\\nd" abc|def|g|hi "\u65e5\\n\u672c"',
  '{{ trimAll "$é" "é$5$" }} {{ trimall "ab" "abcba" }} {{ trimSuffix "-x" "a-x" }} {{ trimPrefix "a-" "a-x" }}':
    "5 c a x",
  '{{ contains "" "x" }} {{ contains "b" "abc" }} {{ hasPrefix "a" "abc" }} {{ hasSuffix "a" "abc" }}':
    "true true true false",
  '{{ replace "a" "$&" "banana" }} {{ replace "" "-" "日本" }}': "b$&n$&n$& -\u65e5-\u672c-",
  '{{ quote 1 nil "a\\"b" (list 1) }} {{ squote 1 nil "it\'s" }} {{ cat "a" nil 1.5 (list) }} {{ cat nil }}|':
    '"1" "a\\"b" "[1]" \'1\' \'it\'s\' a 1.5 [] |',
});
