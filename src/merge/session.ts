// One loading of a desired state: the world, what the caller wants, and everything worth doing only once (helper
// files, function tables, decrypted secrets). Handed down through the room.
import { join } from "node:path";
import type { Diagnostic, SourceText, Span } from "../diagnostics/diagnostic.ts";
import { readSource } from "../files/read.ts";
import type { Value } from "../go/value.ts";
import { templateFunctions } from "../gotmpl/functions/all.ts";
import { render } from "../gotmpl/render.ts";
import type { TemplateWorld } from "../gotmpl/functions/world.ts";
import type { FunctionMap, Rendered } from "../gotmpl/template.ts";
import type { System } from "../system/system.ts";
import { DEFAULT_ENVIRONMENT, type LoadOptions, type Notice } from "./load_options.ts";
import { templateWorld, withoutEffects } from "./template_world.ts";
import { secretLookup } from "./vals/fetch_secret.ts";
import { notingLookup } from "./vals/secret_texts.ts";
import type { Lookup } from "./vals/expand_references.ts";

/** A text to render and where it stands. */
export interface RenderRequest {
  readonly source: SourceText;
  readonly data: Value;
  /** The folder of its helper files and of the paths it names. */
  readonly dir: string;
  /** The folder that vals references are relative to: the state file's. */
  readonly stateDir: string;
  readonly deferredFields?: readonly string[];
}

/** One loading. */
export interface Session {
  readonly system: System;
  readonly options: LoadOptions;
  readonly environment: string;
  notice(level: Notice["level"], message: string): void;
  /** Renders a template with Helmfile's functions and the `_*.tpl` files of its folder. */
  render(request: RenderRequest): Rendered;
  /** The same as a look ahead: undefined if the text starts a program, or asks a host or a store of secrets. */
  preview(request: RenderRequest): Rendered | undefined;
  /** The text of a file, read once; fails at `place` if it cannot be read. */
  read(path: string, place?: () => Span | undefined): SourceText;
  /** Whoever answers the vals references of a state file. */
  lookup(stateDir: string): Lookup;
  /** What is wrong with files that could be loaded all the same. */
  readonly problems: Diagnostic[];
  /** Decrypted files by absolute path. */
  readonly secrets: Map<string, string>;
  /** What was decrypted or fetched so far, text by text: nothing of it may be shown. */
  readonly fetched: ReadonlySet<string>;
  /** Notes a text of that kind. */
  keepSecret(text: string): void;
  /** An id that no other release of this loading has: `id` itself, else with the file's path. */
  uniqueId(id: string, path: string): string;
}

/** Starts a loading; nothing is read yet. */
export function startSession(options: LoadOptions, system: System): Session {
  const lookups = new Map<string, Lookup>();
  const fetched = new Set<string>();
  const keepSecret = (secret: string) => {
    fetched.add(secret);
    system.noteSecret?.(secret);
  };
  const lookup = (stateDir: string) =>
    remember(
      lookups,
      stateDir,
      () => notingLookup(secretLookup(system, stateDir), keepSecret),
    );
  const worldOf: WorldOf = (dir, stateDir) => templateWorld(system, { dir, lookup: lookup(stateDir) });
  // One SourceText per file: the engine keeps what it has parsed by it.
  const texts = new Map<string, SourceText>();
  return {
    system,
    options,
    environment: options.environment || DEFAULT_ENVIRONMENT,
    problems: [],
    notice: (level, message) => options.notice?.({ level, message }),
    lookup,
    read: (path, place) =>
      remember(texts, path, () =>
        readSource(path, {
          system,
          get span() {
            return place?.();
          },
        })),
    secrets: new Map(),
    fetched,
    keepSecret,
    uniqueId: idGiver(),
    render: renderer(worldOf, system),
    preview: previewer(worldOf, system),
  };
}

/** The world of the templates of a folder, given the state file's. */
type WorldOf = (dir: string, stateDir: string) => TemplateWorld;

function renderer(worldOf: WorldOf, system: System): Session["render"] {
  const functions = new Map<string, FunctionMap>(), helpers = new Map<string, readonly SourceText[]>();
  return ({ source, data, dir, stateDir, deferredFields = [] }) =>
    render(source, {
      data,
      functions: remember(
        functions,
        `${dir}\0${stateDir}`,
        () => templateFunctions(worldOf(dir, stateDir)),
      ),
      helpers: remember(helpers, dir, () => readHelpers(dir, system)),
      deferredFields,
    });
}

function previewer(worldOf: WorldOf, system: System): Session["preview"] {
  let isRefused = false;
  const refuse = () => {
    isRefused = true;
    throw new Error("not before it runs");
  };
  const render = renderer((dir, stateDir) => withoutEffects(worldOf(dir, stateDir), refuse), system);
  return (request) => {
    isRefused = false;
    try {
      const rendered = render(request);
      return isRefused ? undefined : rendered;
    } catch (error) {
      if (isRefused) return undefined;
      throw error;
    }
  };
}

function idGiver(): Session["uniqueId"] {
  const ids = new Set<string>();
  return (id, path) => {
    let unique = id;
    for (let i = 1; ids.has(unique); i++) unique = `${id} (${path}${i > 1 ? ` #${i}` : ""})`;
    ids.add(unique);
    return unique;
  };
}

/** Whether a text can be anything but itself when rendered. */
export function isTemplateText(text: string): boolean {
  return text.includes("{{");
}

// Helmfile pkg/tmpl: the `_*.tpl` files beside the rendered text, in name order.
function readHelpers(dir: string, system: System): readonly SourceText[] {
  if (!system.files.stat(dir)?.isDirectory) return [];
  const names = system.files.readDir(dir).map((e) => e.name).filter((name) => /^_.*\.tpl$/.test(name)).sort();
  return names.map((name) => readSource(join(dir, name), { system }));
}

function remember<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
