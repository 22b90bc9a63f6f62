// HCL's functions for JSON, YAML, CSV, times and network addresses (go-cty function/stdlib, go-cty-yaml,
// apparentlymart/go-cidr).
import { parseDuration } from "../../go/duration.ts";
import { newMap, type Value } from "../../go/value.ts";
import { parseJson } from "../../go/json_parse.ts";
import { toJsonText } from "../../go/json_text.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { count, type HclFunction, text } from "./arguments.ts";
import { cidrHost, cidrNetmask, cidrSubnet, cidrSubnets } from "./cidr.ts";
import { encodeYaml } from "./encode_yaml.ts";
import { settle } from "./numbers.ts";

/** Those that encode and decode. */
export const ENCODING_FUNCTIONS: Readonly<Record<string, HclFunction>> = {
  cidrhost: (prefix, host) => cidrHost(text(prefix), BigInt(count(host))),
  cidrnetmask: (prefix) => cidrNetmask(text(prefix)),
  cidrsubnet: (prefix, bits, index) =>
    cidrSubnet(text(prefix), { bits: count(bits), index: BigInt(count(index)) }),
  cidrsubnets: (prefix, ...bits) => cidrSubnets(text(prefix), bits.map(count)),
  csvdecode: (value) => decodeCsv(text(value)),
  formatdate: (layout, time) => formatDate(text(layout), text(time)),
  jsondecode: (value) => decodeJson(text(value)),
  jsonencode: (value) => toJsonText(value ?? null, { escapeHtml: true }),
  timeadd: (time, duration) => addTime(text(time), text(duration)),
  yamldecode: (value) => parseYaml(text(value)),
  yamlencode: (value) => encodeYaml(value ?? null),
};

function decodeJson(value: string): Value {
  const { value: parsed, error } = parseJson(value);
  if (error) throw error;
  return settleAll(parsed);
}

/** JSON's numbers are floats to Go, but of HCL's one kind here. */
function settleAll(value: Value): Value {
  if (typeof value === "number") return settle(value);
  if (Array.isArray(value)) return value.map(settleAll);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== null) return value;
  return newMap(Object.entries(value).map(([key, item]): [string, Value] => [key, settleAll(item as Value)]));
}

function decodeCsv(value: string): Value {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of value.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "") break;
    if (end !== ",") rows.push([]);
  }
  const [names, ...records] = rows.filter((row) => row.length > 1 || row[0] !== "");
  return records.map((row) => newMap((names ?? []).map((name, i): [string, Value] => [name, row[i] ?? ""])));
}

function readTime(value: string): { readonly local: Date; readonly zone: string; readonly offset: number } {
  const [, zone] = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.exec(value) ?? [];
  const time = Date.parse(value);
  if (zone === undefined || Number.isNaN(time)) throw new Error(`"${value}" is no RFC 3339 time`);
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(zone) ?? [];
  const offset = sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  return { local: new Date(time + offset * 60_000), zone: offset === 0 ? "Z" : zone, offset };
}

function addTime(value: string, duration: string): string {
  const { local, zone } = readTime(value);
  const moved = new Date(local.getTime() + Number(parseDuration(duration) / 1_000_000n));
  return moved.toISOString().replace(/\.\d+Z$/, zone);
}

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

function formatDate(layout: string, value: string): string {
  const { local: t, zone } = readTime(value);
  const pad = (given: number, width: number) => String(given).padStart(width, "0");
  const half = t.getUTCHours() % 12 || 12;
  const letters: Readonly<Record<string, (width: number) => string>> = {
    Y: (width) => width === 2 ? pad(t.getUTCFullYear() % 100, 2) : pad(t.getUTCFullYear(), 4),
    M: (width) => {
      const name = MONTHS[t.getUTCMonth()]!;
      return width === 4 ? name : width === 3 ? name.slice(0, 3) : pad(t.getUTCMonth() + 1, width);
    },
    D: (width) => pad(t.getUTCDate(), width),
    E: (width) => width === 4 ? DAYS[t.getUTCDay()]! : DAYS[t.getUTCDay()]!.slice(0, 3),
    h: (width) => pad(t.getUTCHours(), width),
    H: (width) => pad(half, width),
    m: (width) => pad(t.getUTCMinutes(), width),
    s: (width) => pad(t.getUTCSeconds(), width),
    A: () => t.getUTCHours() < 12 ? "AM" : "PM",
    a: () => t.getUTCHours() < 12 ? "am" : "pm",
    Z: (width) => {
      if (width === 1) return zone;
      const numeric = zone === "Z" ? "+00:00" : zone;
      if (width === 3 && zone === "Z") return "UTC";
      return width === 5 ? numeric : numeric.replace(":", "");
    },
  };
  return layout.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*/g, (run, quoted, letter) => {
    if (quoted !== undefined) return quoted.replaceAll("''", "'");
    const format = letters[letter];
    if (!format) throw new Error(`"${run}" is no part of a date; quote it by apostrophes`);
    return format(run.length);
  });
}
