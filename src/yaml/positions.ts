// Path → place in a YAML text. Parses the text a second time, so only what must be pointed at pays for positions;
// the events of a source are kept as long as the source is.
import type { SourceText, Span } from "../diagnostics/diagnostic.ts";
import { nodeEnd, nodeStart, skipNode } from "./event_range.ts";
import {
  type Event,
  EVENT_ID,
  type EventStream,
  readEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  scalarText,
} from "./read_events.ts";
import { keyText } from "./key_text.ts";
import { resolvePlain } from "./resolve_scalar.ts";

/** Keys and indexes from the root of a document. */
export type YamlPath = readonly (string | number)[];

/** A document of a text: the first is 0. */
export interface YamlDocument {
  readonly source: SourceText;
  readonly document: number;
}

/** Where a value stands, and its key if it has one. A collection is marked to the end of its first line. */
export interface YamlPlace {
  readonly key?: Span;
  readonly value: Span;
}

/** Where the value at a path stands; undefined if there is none. Follows aliases and merge keys. */
export function locateYaml(document: YamlDocument, path: YamlPath): YamlPlace | undefined {
  const { source } = document;
  const found = findNode(document, path);
  if (!found) return undefined;
  const { tree, at, keyAt } = found;
  const value = spanOf(source, tree, at, keyAt);
  return keyAt === undefined ? { value } : { key: spanOf(source, tree, keyAt), value };
}

/** The text of the scalar at a path as it was written (unquoted and unfolded): "1.10" stays "1.10". */
export function writtenScalar(document: YamlDocument, path: YamlPath): string | undefined {
  const found = findNode(document, path);
  const event = found?.tree.stream.events[found.at];
  return event?.type === EVENT_ID.SCALAR ? scalarText(found!.tree.stream, event) : undefined;
}

/**
 * The line of the source that holds line `line` (1-based) of the string at a path, through folding and escapes; the
 * span covers its text without the indentation.
 */
export function locateScalarLine(
  { source, document }: YamlDocument,
  path: YamlPath,
  { line }: { line: number },
): Span | undefined {
  const found = findNode({ source, document }, path);
  const event = found?.tree.stream.events[found.at];
  if (event?.type !== EVENT_ID.SCALAR || event.valueStart === -1) return undefined;
  const { stream } = found!.tree;
  const starts = lineStarts(stream, event);
  const start = starts.find(({ valueLine }) => valueLine === line) ??
    starts.findLast(({ valueLine }) => valueLine < line);
  if (!start) return undefined;
  const end = endOfLine(stream.text, start.offset);
  const indent = /^[ \t]*/.exec(stream.text.slice(start.offset, end))![0].length;
  return { source, start: stream.origin(start.offset + indent), end: stream.origin(end) };
}

interface Tree {
  readonly stream: EventStream;
  readonly anchors: ReadonlyMap<number, number>;
  /** Of each list that was asked for, where its items are: every hook of a long list is asked for. */
  readonly items: Map<number, readonly number[]>;
  /** The same of mappings, by key. */
  readonly entries: Map<number, ReadonlyMap<string | undefined, Step>>;
}

const trees = new WeakMap<SourceText, Tree>();

function treeOf(source: SourceText): Tree | undefined {
  const known = trees.get(source);
  if (known) return known;
  try {
    const stream = readEvents(source.text, { firstOnly: false });
    const tree = { stream, anchors: linkAnchors(stream), items: new Map(), entries: new Map() };
    trees.set(source, tree);
    return tree;
  } catch {
    // A text that does not parse has been reported as such; nothing in it can be located.
    return undefined;
  }
}

function linkAnchors(stream: EventStream): Map<number, number> {
  const byName = new Map<string, number>(), links = new Map<number, number>();
  stream.events.forEach((event, at) => {
    if (!("anchorStart" in event) || event.anchorStart === -1) return;
    const name = stream.text.slice(event.anchorStart, event.anchorEnd);
    if (event.type === EVENT_ID.ALIAS) links.set(at, byName.get(name) ?? at);
    else byName.set(name, at);
  });
  return links;
}

interface Found {
  readonly tree: Tree;
  readonly at: number;
  readonly keyAt?: number;
}

function findNode({ source, document }: YamlDocument, path: YamlPath): Found | undefined {
  const tree = treeOf(source);
  const root = tree && rootOf(tree, document);
  if (!tree || root === undefined) return undefined;
  let at = root, keyAt: number | undefined;
  for (const step of path) {
    const target = tree.anchors.get(at) ?? at;
    const next = typeof step === "number" ? itemAt(tree, target, step) : entryAt(tree, target, step);
    if (!next) return undefined;
    ({ at, keyAt } = next);
  }
  return keyAt === undefined ? { tree, at } : { tree, at, keyAt };
}

function rootOf({ stream }: Tree, document: number): number | undefined {
  let seen = -1;
  const start = stream.events.findIndex(({ type }) => type === EVENT_ID.DOCUMENT && ++seen === document);
  const root = stream.events[start + 1];
  return start < 0 || !root || root.type === EVENT_ID.POP ? undefined : start + 1;
}

interface Step {
  readonly at: number;
  readonly keyAt: number | undefined;
}

function itemAt(tree: Tree, listAt: number, index: number): Step | undefined {
  if (tree.stream.events[listAt]?.type !== EVENT_ID.SEQUENCE) return undefined;
  const items = tree.items.get(listAt) ?? itemsOf(tree.stream.events, listAt);
  tree.items.set(listAt, items);
  const at = items[index];
  return at === undefined ? undefined : { at, keyAt: undefined };
}

function itemsOf(events: readonly Event[], listAt: number): readonly number[] {
  const items: number[] = [];
  for (let at = listAt + 1; events[at]!.type !== EVENT_ID.POP; at = skipNode(events, at)) items.push(at);
  return items;
}

function entryAt(tree: Tree, mapAt: number, name: string): Step | undefined {
  if (tree.stream.events[mapAt]?.type !== EVENT_ID.MAPPING) return undefined;
  const entries = tree.entries.get(mapAt) ?? entriesOf(tree, mapAt);
  tree.entries.set(mapAt, entries);
  const merged = entries.get("<<");
  return entries.get(name) ?? (merged && mergedEntry(tree, merged.at, name));
}

function entriesOf(tree: Tree, mapAt: number): ReadonlyMap<string | undefined, Step> {
  const { events } = tree.stream;
  const entries = new Map<string | undefined, Step>();
  for (let keyAt = mapAt + 1; events[keyAt]!.type !== EVENT_ID.POP;) {
    const at = skipNode(events, keyAt), name = keyName(tree, keyAt);
    if (!entries.has(name)) entries.set(name, { at, keyAt });
    keyAt = skipNode(events, at);
  }
  return entries;
}

function keyName(tree: Tree, keyAt: number): string | undefined {
  const event = tree.stream.events[tree.anchors.get(keyAt) ?? keyAt]!;
  if (event.type !== EVENT_ID.SCALAR) return undefined;
  const text = scalarText(tree.stream, event);
  const key = event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : text;
  return typeof key === "string" ? key : keyText(key, text);
}

function mergedEntry(tree: Tree, mergeAt: number, name: string): Step | undefined {
  const { events } = tree.stream;
  const target = tree.anchors.get(mergeAt) ?? mergeAt;
  if (events[target]!.type === EVENT_ID.MAPPING) return entryAt(tree, target, name);
  for (let at = target + 1; events[at] && events[at]!.type !== EVENT_ID.POP; at = skipNode(events, at)) {
    const found = entryAt(tree, tree.anchors.get(at) ?? at, name);
    if (found) return found;
  }
  return undefined;
}

function spanOf(source: SourceText, tree: Tree, at: number, keyAt?: number): Span {
  const { stream } = tree;
  const event = stream.events[at]!;
  const before = keyAt === undefined ? 0 : nodeEnd(stream.events[keyAt]!);
  const start = firstWord(stream, event, nodeStart(event, before));
  const end = isOneLine(event) ? nodeEnd(event, before) : endOfLine(stream.text, start);
  return { source, start: stream.origin(start), end: stream.origin(Math.max(start, end)) };
}

function isOneLine(event: Event): boolean {
  return event.type === EVENT_ID.ALIAS || event.type === EVENT_ID.SCALAR && !isBlock(event);
}

function isBlock(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
}

/** A block scalar's range begins with its indentation; it is pointed at by its first word. */
function firstWord(stream: EventStream, event: Event, start: number): number {
  if (event.type !== EVENT_ID.SCALAR || !isBlock(event) || event.valueStart === -1) return start;
  return start + /^\s*/.exec(stream.text.slice(start, event.valueEnd))![0].length;
}

function endOfLine(text: string, from: number): number {
  const end = /[\r\n]/.exec(text.slice(from));
  return from + text.slice(from, end ? from + end.index : undefined).trimEnd().length;
}

interface LineStart {
  /** The line of the value that begins on this line of the text. */
  readonly valueLine: number;
  readonly offset: number;
}

/** For each line of the text that a scalar covers, the line of its value that begins there. */
function lineStarts(stream: EventStream, event: ScalarEvent): LineStart[] {
  const offsets = [event.valueStart];
  for (let at = event.valueStart; at < event.valueEnd; at++) {
    if (stream.text[at] === "\n" && at + 1 < event.valueEnd) offsets.push(at + 1);
  }
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK) {
    return offsets.map((offset, index) => ({ valueLine: index + 1, offset }));
  }
  const isBlank = (offset: number) => /^[ \t]*(?:\r?\n|$)/.test(stream.text.slice(offset, event.valueEnd));
  return offsets
    .filter((offset) => offset === event.valueStart || !isBlank(offset))
    .map((offset) => ({ valueLine: 1 + breaksBefore(stream, event, offset), offset }));
}

/** How many line breaks the value has before what stands at an offset: decodes up to the first word there. */
function breaksBefore(stream: EventStream, event: ScalarEvent, offset: number): number {
  if (offset === event.valueStart) return 0;
  const word = /[ \t]*[^ \t\r\n]/.exec(stream.text.slice(offset, event.valueEnd));
  const valueEnd = offset + (word ? word[0].length : 0);
  return scalarText(stream, { ...event, valueEnd, fast: false }).trimEnd().split("\n").length - 1;
}
