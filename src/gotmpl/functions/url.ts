// urlParse and urlJoin: a URL as a map of its parts, and back.
import { kindName } from "../../go/type_name.ts";
import { formatUrl, formatUserInfo, hostName, parseUrl, type UserInfo } from "../../go/url.ts";
import { newMap, type ValueMap } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";

/** sprig url.go. */
export const urlFunctions: FunctionMap = {
  urlParse: { params: ["string"], call: ([text]) => partsOf(text as string) },
  urlJoin: { params: ["map"], call: ([parts]) => join(parts as ValueMap) },
};

function partsOf(text: string): ValueMap {
  const url = saying("unable to parse url", () => parseUrl(text));
  return newMap([
    ["scheme", url.scheme],
    ["host", url.host],
    ["hostname", hostName(url.host)],
    ["path", url.path],
    ["query", url.query],
    ["opaque", url.opaque],
    ["fragment", url.fragment],
    ["userinfo", url.user ? formatUserInfo(url.user) : ""],
  ]);
}

function join(parts: ValueMap): string {
  const [scheme, host, path, query, opaque, fragment, userinfo] = [
    "scheme",
    "host",
    "path",
    "query",
    "opaque",
    "fragment",
    "userinfo",
  ].map((key) => textPart(parts, key)) as [string, string, string, string, string, string, string];
  const user = parseUserInfo(userinfo);
  return formatUrl({ scheme, host, path, query, opaque, fragment, ...(user ? { user } : {}) });
}

function parseUserInfo(text: string): UserInfo | undefined {
  if (text === "") return undefined;
  return saying("unable to parse userinfo in dict", () => parseUrl(`proto://${text}@host`)).user;
}

function textPart(parts: ValueMap, key: string): string {
  const value = parts[key];
  if (value === undefined) return "";
  if (value === null) throw new Error("runtime error: invalid memory address or nil pointer dereference");
  if (typeof value === "string") return value;
  throw new Error(`unable to parse ${key} key, must be of type string, but ${kindName(value)} found`);
}

function saying<T>(what: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`);
  }
}
