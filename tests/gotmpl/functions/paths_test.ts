// Paths; the answers are those of sprig 3.3 on Unix.
import { testRenders } from "./render_cases.ts";

testRenders({
  '{{ base "a/b/" }} {{ base "" }} {{ base "//" }} {{ dir "a//b/../c" }} {{ dir "/x" }} {{ dir "" }} {{ clean "a/../../b/./c/" }} {{ clean "/../x" }} {{ clean "" }}':
    "b . / a / . ../b/c /x .",
  '{{ ext "a.tar.gz" }} {{ ext "a.b/c" }}| {{ ext ".x" }} {{ isAbs "/a" }} {{ isAbs "a" }} {{ osBase "a/b" }} {{ osDir "a/b" }} {{ osClean "a//b" }} {{ osExt "a.b" }} {{ osIsAbs "/" }}':
    ".gz | .x true false b a a/b .b true",
});
