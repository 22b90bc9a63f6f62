// urlParse and urlJoin by the rules of Go's net/url.
import assert from "node:assert/strict";
import { newMap, type Value } from "../../../src/go/value.ts";
import { urlFunctions } from "../../../src/gotmpl/functions/url.ts";
import { answer } from "./call.ts";

function parse(text: string): Value {
  const parts = answer(urlFunctions, "urlParse", [text]);
  return typeof parts === "string" ? parts : { ...parts as object } as Value;
}

function join(parts: Record<string, Value>): Value {
  return answer(urlFunctions, "urlJoin", [newMap(Object.entries(parts))]);
}

Deno.test("urlParse takes a URL apart", () => {
  assert.deepEqual(parse("https://user:p%40ss@h.example:8443/p/a%20th?q=1&r=a%20b#fr%20ag"), {
    scheme: "https",
    host: "h.example:8443",
    hostname: "h.example",
    path: "/p/a th",
    query: "q=1&r=a%20b",
    opaque: "",
    fragment: "fr ag",
    userinfo: "user:p%40ss",
  });
  assert.deepEqual(parse("git::https://h/r.git"), {
    scheme: "git",
    host: "",
    hostname: "",
    path: "",
    query: "",
    opaque: ":https://h/r.git",
    fragment: "",
    userinfo: "",
  });
});

Deno.test("urlParse refuses in Go's words", () => {
  const rows = [
    ["http://h:port/", 'parse "http://h:port/": invalid port ":port" after host'],
    ["http://h/%zz", 'parse "http://h/%zz": invalid URL escape "%zz"'],
    [":no-scheme", 'parse ":no-scheme": missing protocol scheme'],
    ["1http://x", 'parse "1http://x": first path segment in URL cannot contain colon'],
    ["http://h o/", 'parse "http://h o/": invalid character " " in host name'],
    ["http://a b@h/", 'parse "http://a b@h/": net/url: invalid userinfo'],
    ["http://[::1", `parse "http://[::1": missing ']' in host`],
    ["\x01", 'parse "\\x01": net/url: invalid control character in URL'],
  ] as const;
  for (const [text, words] of rows) assert.equal(parse(text), `error: unable to parse url: ${words}`);
});

Deno.test("urlJoin puts a URL together and escapes its parts", () => {
  const rows = [
    [{ host: "h", path: "p" }, "//h/p"],
    [
      { scheme: "http", host: "h", path: "/a?b#c", query: "x=y", fragment: "f#g" },
      "http://h/a%3Fb%23c?x=y#f%23g",
    ],
    [{ scheme: "mailto", opaque: "a@b" }, "mailto:a@b"],
    [{ path: "a:b" }, "./a:b"],
    [{ host: "h", userinfo: "u:p%40" }, "//u:p%40@h"],
    [{ scheme: 5n }, "error: unable to parse scheme key, must be of type string, but int found"],
    [{ host: null }, "error: runtime error: invalid memory address or nil pointer dereference"],
  ] as const;
  for (const [parts, expected] of rows) assert.equal(join(parts), expected);
});
