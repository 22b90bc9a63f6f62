// sprig's conversions; the answers are those of sprig 3.3 on amd64.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ int "010" }} {{ int "08" }} {{ int "0x1F" }} {{ int "0b11" }} {{ int "0o17" }} {{ int "1_000" }} {{ int "1.5" }} {{ int "5.00" }} {{ int "5." }} {{ int " 5" }} {{ int "+7" }}':
    "8 0 31 3 15 1000 0 5 0 0 7",
  '{{ int 1e30 }} {{ int -2.9 }} {{ int "9223372036854775808" }} {{ int true }} {{ int nil }} {{ int (list) }} {{ int64 "7" | typeOf }}':
    "-9223372036854775808 -2 0 1 0 0 int64",
  '{{ atoi "010" }} {{ atoi "x" }} {{ atoi "99999999999999999999" }} {{ atoi "-99999999999999999999" }} {{ atoi "1.5" }}':
    "10 0 9223372036854775807 -9223372036854775808 0",
  '{{ float64 "1e3" }} {{ float64 "1e400" }} {{ float64 "inf" }} {{ float64 "0x1p4" }} {{ float64 "0x10" }} {{ float64 ".5" }} {{ float64 "x" }} {{ float64 .u }}':
    "1000 0 +Inf 16 0 0.5 0 1.8446744073709552e+19",
  '{{ toDecimal "0777" }} {{ toDecimal 17 }} {{ toDecimal "8" }} {{ toDecimal "0o7" }} {{ toDecimal -17 }}':
    "511 15 0 0 -15",
  '{{ toString 1.0 }} {{ toString nil }} {{ toString (list "a" nil) }} {{ toStrings (list 1 nil "a") | toJson }} {{ toStrings nil | toJson }} {{ toStrings 5 | toJson }}':
    '1 <nil> [a <nil>] ["1","a"] [] ["5"]',
}, { data: "u: 18446744073709551615\n" });
