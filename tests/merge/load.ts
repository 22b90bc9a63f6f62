// A desired state out of files in memory, and what a test says about it.
import { type Diagnostic, Failure } from "../../src/diagnostics/diagnostic.ts";
import { loadDesiredState } from "../../src/merge/desired_state.ts";
import type { LoadOptions, Notice } from "../../src/merge/load_options.ts";
import type { DesiredState } from "../../src/merge/state.ts";
import { type FakeSystem, fakeSystem, type FakeSystemOptions } from "../support/fake_system.ts";
import { plain } from "./plain.ts";

export interface Loading extends LoadOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly env?: FakeSystemOptions["env"];
  readonly stdin?: string;
  /** Prepares the world further. */
  readonly prepare?: (system: FakeSystem) => void;
}

/** Loads the state of a project in memory. */
export function load(loading: Loading): DesiredState {
  const { files, env = {}, stdin = "", prepare, ...options } = loading;
  const system = fakeSystem({ files, env, stdin });
  prepare?.(system);
  return loadDesiredState(options, system);
}

/** `.Values` of the last file. */
export function values(loading: Loading): unknown {
  return plain(load(loading).files.at(-1)!.environment.values);
}

/** What is wrong: each code with the text that it points at. */
export function problems(loading: Loading): readonly string[] {
  try {
    load(loading);
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.diagnostics.map((d) => `${d.code} at ${pointedAt(d)}`);
  }
}

/** The lines of log of a loading. */
export function notices(loading: Loading): readonly Notice[] {
  const all: Notice[] = [];
  load({ ...loading, notice: (notice) => all.push(notice) });
  return all;
}

function pointedAt({ span }: Diagnostic): string {
  if (!span) return "nothing";
  return `${span.source.path}: ${span.source.text.slice(span.start, span.end)}`;
}
