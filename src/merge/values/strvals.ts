// `--state-values-set a.b[0]=x,c={1,2}`: in, such a text; out, a map of values. Apart because the syntax is helm's
// (helm pkg/strvals), while the types of scalars are Helmfile's (pkg/maputil typedVal).
import { int, isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";

/** Why a text is no list of assignments; `at` is an offset into it. */
export class StrvalsError extends Error {
  override readonly name = "StrvalsError";
  constructor(message: string, readonly at: number) {
    super(message);
  }
}

/** The largest list index that helm accepts. */
const MAX_INDEX = 65536;

type Step = string | number;

/**
 * Sets the assignments of `text` in a copy of `values`. `asText` keeps every value a text, as
 * `--state-values-set-string` does. Throws a StrvalsError.
 */
export function setStrvals(
  values: ValueMap,
  text: string,
  options: { readonly asText?: boolean } = {},
): ValueMap {
  const reader = new Reader(text);
  let out: Value = values;
  while (!reader.atEnd()) {
    const start = reader.at;
    const path = readPath(reader);
    const value = readValue(reader, options.asText ?? false);
    out = assign(out, path, value, start);
    reader.skip(",");
  }
  return out as ValueMap;
}

/** Walks over a text, undoing backslashes. */
class Reader {
  at = 0;
  constructor(readonly text: string) {}

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text[this.at] ?? "";
  }

  skip(char: string): boolean {
    if (this.peek() !== char || this.atEnd()) return false;
    this.at++;
    return true;
  }

  /** The text up to one of `stops`, which is left unread; a backslash makes the next character plain. */
  until(stops: string): string {
    let out = "";
    while (!this.atEnd() && !stops.includes(this.peek())) {
      if (this.peek() === "\\" && this.at + 1 < this.text.length) this.at++;
      out += this.peek();
      this.at++;
    }
    return out;
  }
}

function readPath(reader: Reader): Step[] {
  const path: Step[] = [];
  for (;;) {
    const start = reader.at;
    const key = reader.until(".[=,");
    if (key !== "") path.push(key);
    else if (path.length === 0 || reader.peek() !== "[") {
      throw new StrvalsError("a key is missing", start);
    }
    while (reader.skip("[")) path.push(readIndex(reader));
    if (reader.skip("=")) return path;
    if (!reader.skip(".")) {
      throw new StrvalsError(`key "${pathText(path)}" has no value`, start);
    }
  }
}

function readIndex(reader: Reader): number {
  const start = reader.at;
  const digits = reader.until("]");
  if (!reader.skip("]")) throw new StrvalsError("an index lacks its closing ]", start);
  if (!/^\d+$/.test(digits)) throw new StrvalsError(`"${digits}" is no list index`, start);
  const index = Number(digits);
  if (index > MAX_INDEX) throw new StrvalsError(`index ${digits} is above ${MAX_INDEX}`, start);
  return index;
}

function readValue(reader: Reader, asText: boolean): Value {
  if (!reader.skip("{")) return scalar(reader.until(","), asText);
  const items: Value[] = [];
  const start = reader.at;
  if (reader.skip("}")) return items;
  for (;;) {
    items.push(reader.peek() === "{" ? readValue(reader, asText) : scalar(reader.until(",}"), asText));
    if (reader.skip("}")) return items;
    if (!reader.skip(",")) throw new StrvalsError("a list lacks its closing }", start);
  }
}

// Helmfile pkg/maputil typedVal: no floats, and a leading zero makes a text; the words count in any case.
function scalar(text: string, asText: boolean): Value {
  if (asText) return text;
  const word = text.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  if (text === "0") return 0n;
  if (!/^[+-]?\d+$/.test(text) || text.startsWith("0")) return text;
  const value = BigInt(text);
  return int(value) === value ? value : text;
}

function assign(target: Value | undefined, path: readonly Step[], value: Value, at: number): Value {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === "number") return assignIndex(target, [step, rest], { value, at });
  if (target !== undefined && target !== null && !isMap(target)) {
    throw new StrvalsError(`"${step}" cannot be set below a value that is no map`, at);
  }
  const out = newMap(Object.entries(target ?? {}));
  out[step] = assign(out[step], rest, value, at);
  return out;
}

function assignIndex(
  target: Value | undefined,
  [index, rest]: readonly [number, readonly Step[]],
  { value, at }: { readonly value: Value; readonly at: number },
): Value {
  if (target !== undefined && target !== null && !Array.isArray(target)) {
    throw new StrvalsError(`[${index}] cannot be set on a value that is no list`, at);
  }
  const out: Value[] = [...(target ?? [])];
  while (out.length < index) out.push(null);
  out[index] = assign(out[index], rest, value, at);
  return out;
}

function pathText(path: readonly Step[]): string {
  return path.map((step, i) => typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`).join("");
}
