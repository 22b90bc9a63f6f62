// Parse events → Go values, as go-yaml v3 decodes into interface{}. Works on the flat event list with a cursor, so
// that no tree is built: an alias is decoded by visiting its anchor's events again, which copies as Go does.
import { keyedMap, mapEntries, newMap, type Value, type ValueMap } from "../go/value.ts";
import { type AliasBudget, chargeAlias } from "./alias_budget.ts";
import { lineOf, nodeRange, skipNode } from "./event_range.ts";
import { checkKey, keyText } from "./key_text.ts";
import {
  type Event,
  EVENT_ID,
  type EventStream,
  rootScalarText,
  SCALAR_STYLE,
  type ScalarEvent,
  scalarText,
} from "./read_events.ts";
import { resolvePlain, resolveTagged } from "./resolve_scalar.ts";
import { shortTag, type TagHandles, tagHandles } from "./short_tag.ts";
import { YamlError, type YamlProblem } from "./yaml_problem.ts";

/** What becomes of keys that are no strings: their text, or themselves in a `keyedMap` as go-yaml has it. */
export type KeyPolicy = "text" | "go";

interface Decoding {
  readonly stream: EventStream;
  readonly events: readonly Event[];
  readonly keys: KeyPolicy;
  /** The event an alias event stands for. */
  readonly targets: ReadonlyMap<number, number>;
  readonly budget: AliasBudget;
  readonly openAliases: Set<number>;
  readonly problems: YamlProblem[];
  handles: TagHandles;
  next: number;
}

/** Decodes the documents of a stream, all or only the first; throws `YamlError` with every problem found. */
export function decodeDocuments(
  stream: EventStream,
  options: { keys: KeyPolicy; firstOnly: boolean },
): Value[] {
  const decoding: Decoding = {
    stream,
    events: stream.events,
    keys: options.keys,
    targets: linkAliases(stream),
    budget: { decoded: 0, fromAliases: 0, depth: 0 },
    openAliases: new Set(),
    problems: [],
    handles: {},
    next: 0,
  };
  const documents: Value[] = [];
  while (decoding.next < decoding.events.length && !(options.firstOnly && documents.length === 1)) {
    const start = decoding.events[decoding.next++]!;
    if (start.type !== EVENT_ID.DOCUMENT) throw new Error("a YAML stream must begin with a document");
    decoding.handles = tagHandles(start.directives);
    documents.push(decodeRoot(decoding));
    decoding.next++;
  }
  if (decoding.problems.length > 0) throw new YamlError(decoding.problems);
  return documents;
}

function decodeRoot(decoding: Decoding): Value {
  const root = decoding.events[decoding.next]!;
  if (root.type === EVENT_ID.POP) return null;
  const value = decodeNode(decoding);
  const isText = root.type === EVENT_ID.SCALAR && root.style !== SCALAR_STYLE.PLAIN && root.tagStart === -1;
  return isText ? rootScalarText(decoding.stream, root) : value;
}

/** Finds what each alias stands for: the nearest anchor of its name before it. */
function linkAliases(stream: EventStream): Map<number, number> {
  const anchors = new Map<string, number>(), targets = new Map<number, number>();
  if (!stream.text.includes("*")) return targets;
  for (let i = 0; i < stream.events.length; i++) {
    const event = stream.events[i]!;
    if (event.type === EVENT_ID.DOCUMENT) anchors.clear();
    if (!("anchorStart" in event) || event.anchorStart === -1) continue;
    const name = stream.text.slice(event.anchorStart, event.anchorEnd);
    if (event.type !== EVENT_ID.ALIAS) {
      anchors.set(name, i);
      continue;
    }
    const target = anchors.get(name);
    if (target === undefined) failAt(stream, event, `unknown anchor '${name}' referenced`);
    targets.set(i, target);
  }
  return targets;
}

function decodeNode(decoding: Decoding): Value {
  const event = decoding.events[decoding.next]!;
  chargeAlias(decoding.budget, () => failAt(decoding.stream, event, "document contains excessive aliasing"));
  switch (event.type) {
    case EVENT_ID.SCALAR:
      decoding.next++;
      return decodeScalar(decoding, event);
    case EVENT_ID.MAPPING:
      return decodeMapping(decoding);
    case EVENT_ID.SEQUENCE:
      return decodeSequence(decoding);
    case EVENT_ID.ALIAS:
      return throughAlias(decoding, () => decodeNode(decoding));
    default:
      throw new Error("a YAML node must be a scalar, a collection or an alias");
  }
}

function decodeScalar(decoding: Decoding, event: ScalarEvent): Value {
  const text = scalarText(decoding.stream, event);
  const isPlain = event.style === SCALAR_STYLE.PLAIN;
  if (event.tagStart === -1) return isPlain ? resolvePlain(text) : text;
  const tag = shortTag(decoding.stream.text.slice(event.tagStart, event.tagEnd), decoding.handles);
  if (tag === "!") return isPlain ? resolvePlain(text) : text;
  try {
    return resolveTagged(tag, text);
  } catch (error) {
    failAt(decoding.stream, event, (error as Error).message);
  }
}

function decodeSequence(decoding: Decoding): Value[] {
  const items: Value[] = [];
  decoding.next++;
  while (decoding.events[decoding.next]!.type !== EVENT_ID.POP) items.push(decodeNode(decoding));
  decoding.next++;
  return items;
}

/** Decodes what the alias under the cursor stands for, and leaves the cursor behind the alias. */
function throughAlias<Result>(decoding: Decoding, decode: () => Result): Result {
  const at = decoding.next;
  const target = decoding.targets.get(at)!;
  if (decoding.openAliases.has(at)) {
    const event = decoding.events[at] as { anchorStart: number; anchorEnd: number };
    const name = decoding.stream.text.slice(event.anchorStart, event.anchorEnd);
    failAt(decoding.stream, decoding.events[at]!, `anchor '${name}' value contains itself`);
  }
  decoding.openAliases.add(at);
  decoding.budget.depth++;
  decoding.next = target;
  const result = decode();
  decoding.budget.depth--;
  decoding.openAliases.delete(at);
  decoding.next = at + 1;
  return result;
}

/** A mapping under construction. */
interface OpenMapping {
  readonly start: number;
  readonly map: ValueMap;
  /** Go's keys by their names in the map; kept only once a key is no string. */
  keys: Map<string, Value> | undefined;
  /** How keys are written whose text in the file is not their name: 0x1 is "1". */
  readonly written: Map<string, string>;
  mergeAt: number | undefined;
}

function decodeMapping(decoding: Decoding): ValueMap {
  const mapping: OpenMapping = {
    start: decoding.next++,
    map: newMap(),
    keys: undefined,
    written: new Map(),
    mergeAt: undefined,
  };
  while (decoding.events[decoding.next]!.type !== EVENT_ID.POP) decodePair(decoding, mapping);
  const end = decoding.next + 1;
  const { map, keys, mergeAt } = mapping;
  if (mergeAt !== undefined) {
    for (const source of mergeSources(decoding, mergeAt)) addMissing(mapping, source);
  }
  decoding.next = end;
  if (keys === undefined || decoding.keys === "text") return map;
  return keyedMap(
    Object.entries(map).map(([name, value]) => [keys.has(name) ? keys.get(name)! : name, value]),
  );
}

function decodePair(decoding: Decoding, mapping: OpenMapping): void {
  const keyAt = decoding.next;
  const { start, map, written } = mapping;
  if (isMergeKey(decoding, decoding.events[keyAt]!)) {
    if (mapping.mergeAt !== undefined) reportDuplicate(decoding, { start, keyAt, written: "<<" });
    mapping.mergeAt ??= keyAt + 1;
    decoding.next = skipNode(decoding.events, keyAt + 1);
    return;
  }
  const key = decodeKey(decoding);
  if (key.name in map && (written.get(key.name) ?? key.name) === key.written) {
    reportDuplicate(decoding, { start, keyAt, written: key.written });
  }
  if (key.written !== key.name || written.size > 0) written.set(key.name, key.written);
  if (typeof key.value !== "string") mapping.keys ??= new Map();
  mapping.keys?.set(key.name, key.value);
  map[key.name] = decodeNode(decoding);
}

function addMissing({ map, keys }: OpenMapping, source: ValueMap): void {
  for (const [key, value] of mapEntries(source)) {
    const name = typeof key === "string" ? key : keyText(key, String(key));
    if (name in map) continue;
    map[name] = value;
    keys?.set(name, key);
  }
}

function decodeKey(decoding: Decoding): { value: Value; name: string; written: string } {
  const at = decoding.next;
  const value = decodeNode(decoding);
  if (typeof value === "string") return { value, name: value, written: value };
  const problem = checkKey(value);
  if (problem) failAt(decoding.stream, decoding.events[at]!, problem);
  const written = writtenKey(decoding, at);
  return { value, name: keyText(value, written), written };
}

function writtenKey(decoding: Decoding, at: number): string {
  const event = decoding.events[decoding.targets.get(at) ?? at]!;
  return event.type === EVENT_ID.SCALAR ? scalarText(decoding.stream, event) : "";
}

/** go-yaml v3, decode.go isMerge: an unquoted `<<`, or one tagged as a merge key. */
function isMergeKey(decoding: Decoding, event: Event): boolean {
  if (event.type !== EVENT_ID.SCALAR) return false;
  const { text } = decoding.stream;
  if (event.valueEnd - event.valueStart !== 2 || !text.startsWith("<<", event.valueStart)) return false;
  if (event.tagStart === -1) return event.style === SCALAR_STYLE.PLAIN;
  const tag = shortTag(text.slice(event.tagStart, event.tagEnd), decoding.handles);
  return tag === "!!merge" || tag === "!";
}

/** The maps a merge key names, in the order in which the first wins; go-yaml v3, decode.go merge. */
function mergeSources(decoding: Decoding, at: number): ValueMap[] {
  decoding.next = at;
  const event = decoding.events[at]!;
  if (event.type !== EVENT_ID.SEQUENCE) return [mergeSource(decoding)];
  const sources: ValueMap[] = [];
  decoding.next++;
  while (decoding.events[decoding.next]!.type !== EVENT_ID.POP) sources.push(mergeSource(decoding));
  return sources;
}

function mergeSource(decoding: Decoding): ValueMap {
  const event = decoding.events[decoding.next]!;
  const target = event.type === EVENT_ID.ALIAS
    ? decoding.events[decoding.targets.get(decoding.next)!]!
    : event;
  if (target.type !== EVENT_ID.MAPPING) {
    failAt(decoding.stream, event, "map merge requires map or sequence of maps as the value");
  }
  return decodeNode(decoding) as ValueMap;
}

function reportDuplicate(decoding: Decoding, key: { start: number; keyAt: number; written: string }): void {
  const { stream, events } = decoding;
  const first = firstKey(decoding, key);
  decoding.problems.push({
    message: `mapping key ${JSON.stringify(key.written)} already defined at line ${
      lineOf(stream, events[first]!)
    }`,
    goLine: lineOf(stream, events[key.keyAt]!),
    isDecodeError: true,
    ...nodeRange(stream, events[key.keyAt]!),
    other: { message: "it is first defined here", ...nodeRange(stream, events[first]!) },
  });
}

function firstKey(decoding: Decoding, key: { start: number; keyAt: number; written: string }): number {
  const { events, stream } = decoding;
  let at = key.start + 1;
  while (at < key.keyAt) {
    const event = events[at]!;
    if (event.type === EVENT_ID.SCALAR && scalarText(stream, event) === key.written) return at;
    at = skipNode(events, skipNode(events, at));
  }
  return key.keyAt;
}

function failAt(stream: EventStream, event: Event, message: string): never {
  throw new YamlError([{ message, goLine: 0, ...nodeRange(stream, event) }]);
}
