// `ref+BACKEND://PATH?QUERY#/FRAGMENT` in texts: in, a value and a way to look references up; out, the value with
// each reference replaced. Source of the syntax: vals pkg/expansion (DefaultRefRegexp), vals.go.
import { isMap, newMap, type Value } from "../../go/value.ts";

/** A parsed reference. */
export interface Reference {
  /** Without `ref+` and the closing `+`, as messages show it. */
  readonly text: string;
  readonly backend: string;
  /** Host and path: relative unless it starts with "/". */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  /** The keys that lead into the document; empty for the whole text. */
  readonly keys: readonly string[];
}

/** Gives the value behind a reference; throws an Error in plain words. */
export type Lookup = (reference: Reference) => Value;

const REFERENCE = /(?:secret)?ref\+([^+:]*:\/\/[^+\n ]+[^+\n ",])\+?/;

/** Whether a text holds a reference, by the quick test that Helmfile applies to whole files. */
export function mentionsReference(text: string): boolean {
  return text.includes("ref+");
}

/**
 * Replaces every reference below `value`. A text that is one reference becomes whatever the backend holds; within a
 * longer text only a text can stand. Shares what holds no reference with its argument.
 */
export function expandReferences(value: Value, lookup: Lookup): Value {
  if (typeof value === "string") return mentionsReference(value) ? expandText(value, lookup) : value;
  if (Array.isArray(value)) return value.map((item) => expandReferences(item, lookup));
  if (!isMap(value)) return value;
  return newMap(Object.entries(value).map(([key, item]) => [key, expandReferences(item, lookup)] as const));
}

/** The parts of a reference without its `ref+`. */
function parseReference(text: string): Reference {
  const [, backend, path, query, fragment] = /^([^:]*):\/\/([^?#]*)\??([^#]*)#?(.*)$/s.exec(text) ?? [];
  const keys = (fragment ?? "").replace(/^\//, "");
  return {
    text,
    backend: backend ?? "",
    path: path ?? "",
    query: new Map(new URLSearchParams(query)),
    keys: keys === "" ? [] : keys.split("/"),
  };
}

function expandText(text: string, lookup: Lookup): Value {
  let out = "", rest = text;
  for (;;) {
    const match = REFERENCE.exec(rest);
    if (!match) return out + rest;
    const found = lookUpOrExplain(match[1]!, lookup);
    if (match[0] === text) return found;
    if (typeof found !== "string") {
      throw new Error(`the value of ${match[1]} is no text and cannot stand inside one`);
    }
    out += rest.slice(0, match.index) + found;
    rest = rest.slice(match.index + match[0].length);
  }
}

/** vals.go Eval names the reference that failed. */
function lookUpOrExplain(text: string, lookup: Lookup): Value {
  try {
    return lookup(parseReference(text));
  } catch (error) {
    throw new Error(`expand ${text}: ${(error as Error).message}`, { cause: error });
  }
}
