// Parse events → Go values, as go-yaml v3 decodes into interface{}. Works on the flat event list with a cursor, so
// that no tree is built: an alias is decoded by visiting its anchor's events again, which copies as Go does.
import { newMap, type Value, type ValueMap } from "../go/value.ts";
import { type AliasBudget, chargeAlias } from "./alias_budget.ts";
import { keyText } from "./key_text.ts";
import {
  type Event,
  EVENT_ID,
  type EventStream,
  SCALAR_STYLE,
  type ScalarEvent,
  scalarText,
} from "./read_events.ts";
import { resolvePlain, resolveTagged } from "./resolve_scalar.ts";
import { shortTag, type TagHandles, tagHandles } from "./short_tag.ts";
import { YamlError, type YamlProblem } from "./yaml_problem.ts";

/** How keys that are no strings are taken: as their text, or as an error (Helmfile's fromYaml). */
export type KeyPolicy = "text" | "strings";

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
    const isEmpty = decoding.events[decoding.next]?.type === EVENT_ID.POP;
    documents.push(isEmpty ? null : decodeNode(decoding));
    decoding.next++;
  }
  if (decoding.problems.length > 0) throw new YamlError(decoding.problems);
  return documents;
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

function decodeMapping(decoding: Decoding): ValueMap {
  const start = decoding.next++;
  const map = newMap();
  // Keys whose text in the file differs from their name in the map: 0x1 is "1".
  const rawKeys = new Map<string, string>();
  const mergeAt: number[] = [];
  for (;;) {
    const keyAt = decoding.next;
    const event = decoding.events[keyAt]!;
    if (event.type === EVENT_ID.POP) break;
    if (isMergeKey(decoding, event)) {
      if (mergeAt.length > 0) reportDuplicate(decoding, { start, keyAt, raw: "<<" });
      mergeAt.push(++decoding.next);
      decoding.next = skipNode(decoding.events, decoding.next);
      continue;
    }
    const key = decodeKey(decoding);
    if (key.name in map && (rawKeys.get(key.name) ?? key.name) === key.raw) {
      reportDuplicate(decoding, { start, keyAt, raw: key.raw });
    }
    if (key.raw !== key.name || rawKeys.size > 0) rawKeys.set(key.name, key.raw);
    map[key.name] = decodeNode(decoding);
  }
  const end = decoding.next + 1;
  if (mergeAt.length > 0) {
    for (const source of mergeSources(decoding, mergeAt[0]!)) addMissing(map, source);
  }
  decoding.next = end;
  return map;
}

function addMissing(map: ValueMap, source: ValueMap): void {
  for (const key in source) if (!(key in map)) map[key] = source[key]!;
}

function decodeKey(decoding: Decoding): { name: string; raw: string } {
  const at = decoding.next;
  let event = decoding.events[at]!;
  if (event.type === EVENT_ID.ALIAS) event = decoding.events[decoding.targets.get(at)!]!;
  if (event.type === EVENT_ID.SCALAR && event.tagStart === -1 && event.style !== SCALAR_STYLE.PLAIN) {
    decodeNode(decoding);
    const name = scalarText(decoding.stream, event);
    return { name, raw: name };
  }
  const value = decodeNode(decoding);
  if (typeof value === "string") return { name: value, raw: value };
  const raw = event.type === EVENT_ID.SCALAR ? scalarText(decoding.stream, event) : "";
  const name = keyText(value, { raw, policy: decoding.keys });
  if ("problem" in name) failAt(decoding.stream, decoding.events[at]!, name.problem);
  return { name: name.text, raw };
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

/** The index behind the node at `at`. */
export function skipNode(events: readonly Event[], at: number): number {
  let depth = 0;
  do {
    const { type } = events[at++]!;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
    else if (type === EVENT_ID.POP) depth--;
  } while (depth > 0);
  return at;
}

/** Where a node begins in the stream's text; an empty scalar has no place, and begins where `before` says. */
export function nodeStart(event: Event, before = 0): number {
  if (event.type === EVENT_ID.SCALAR) {
    if (event.valueStart === -1) return before;
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return event.valueStart - (isQuoted ? 1 : 0);
  }
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  return "start" in event ? event.start : before;
}

/** Where a scalar or alias ends; a collection is marked by its first character alone. */
export function nodeEnd(event: Event, before = 0): number {
  if (event.type === EVENT_ID.SCALAR) {
    if (event.valueStart === -1) return before;
    const isQuoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    return event.valueEnd + (isQuoted ? 1 : 0);
  }
  if (event.type === EVENT_ID.ALIAS) return event.anchorEnd;
  return nodeStart(event, before) + 1;
}

function reportDuplicate(decoding: Decoding, key: { start: number; keyAt: number; raw: string }): void {
  const { stream, events } = decoding;
  const first = firstKey(decoding, key);
  decoding.problems.push({
    message: `mapping key ${JSON.stringify(key.raw)} already defined at line ${
      lineOf(stream, events[first]!)
    }`,
    goLine: lineOf(stream, events[key.keyAt]!),
    isDecodeError: true,
    ...range(stream, events[key.keyAt]!),
    other: { message: "it is first defined here", ...range(stream, events[first]!) },
  });
}

function firstKey(decoding: Decoding, key: { start: number; keyAt: number; raw: string }): number {
  const { events, stream } = decoding;
  let at = key.start + 1;
  while (at < key.keyAt) {
    const event = events[at]!;
    if (event.type === EVENT_ID.SCALAR && scalarText(stream, event) === key.raw) return at;
    at = skipNode(events, skipNode(events, at));
  }
  return key.keyAt;
}

function range(stream: EventStream, event: Event): { start: number; end: number } {
  return { start: stream.origin(nodeStart(event)), end: stream.origin(nodeEnd(event)) };
}

function lineOf(stream: EventStream, event: Event): number {
  return stream.text.slice(0, nodeStart(event)).split(/\r\n|\r|\n/).length;
}

function failAt(stream: EventStream, event: Event, message: string): never {
  throw new YamlError([{ message, goLine: 0, ...range(stream, event) }]);
}
