// What the hooks of one run know of each other: what ran already, who holds which word, what they left, what still
// runs in the background, and whether one of them ended the run.
import type { HookOutputs, Release, StateFile } from "../../merge/state.ts";
import { needsGraph, withNeeds } from "../../plan/needs_graph.ts";
import type { ValueMap } from "../../go/value.ts";
import type { Problem } from "../problem.ts";

/** Whose outputs they are: a release's, or the file's for all its releases. */
export type HookOwner = Release | StateFile;

/** A hook that runs on while other things happen. */
export interface BackgroundHook {
  /** Ends it; settles when nothing of it runs. */
  end(): Promise<void>;
}

/** The hooks of one run. */
export class HookSession {
  /** Background hooks that failed by themselves, and whose failure is the run's. */
  readonly lost: Problem[] = [];
  readonly #halt = new AbortController();
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #once = new Map<string, Promise<Problem | undefined>>();
  readonly #outputs = new Map<HookOwner, Map<string, ValueMap>>();
  readonly #background = new Set<BackgroundHook>();
  #lastId = 0;

  /** Tells a hook's turn from all others of the run: part of the name of its record file. */
  newId(): string {
    return `hook-${++this.#lastId}`;
  }

  /** Aborts when a hook with `onError: stop` fails: nothing new starts, but what runs goes on to its end. */
  get halted(): AbortSignal {
    return this.#halt.signal;
  }

  halt(): void {
    this.#halt.abort();
  }

  /** Runs the task when no other with this word runs, in the order they came. */
  async alone<T>(word: string | undefined, task: () => Promise<T>): Promise<T> {
    if (word === undefined || word === "") return await task();
    const before = this.#running.get(word);
    const own = (async () => {
      await before?.catch(() => {});
      return await task();
    })();
    this.#running.set(word, own);
    return await own;
  }

  /** Runs the task unless one with this key ran: then gives what that came to, and tells so. */
  async once(
    key: string | undefined,
    { task, onRepeat }: {
      readonly task: () => Promise<Problem | undefined>;
      readonly onRepeat: () => void;
    },
  ): Promise<Problem | undefined> {
    if (key === undefined) return await task();
    const known = this.#once.get(key);
    if (known) {
      onRepeat();
      return await known;
    }
    const own = task();
    this.#once.set(key, own);
    return await own;
  }

  /** Keeps what a hook left. */
  leave(owner: HookOwner, name: string, values: ValueMap): void {
    const left = this.#outputs.get(owner) ?? new Map<string, ValueMap>();
    this.#outputs.set(owner, left.set(name, values));
  }

  /** What a hook of the owner may see: the file's, those of releases it needs, its own; the nearest wins. */
  outputsFor(owner: HookOwner): HookOutputs {
    if (this.#outputs.size === 0) return new Map();
    const owners = "releases" in owner ? [owner] : [owner.file, ...neededBy(owner), owner];
    return new Map(owners.flatMap((one) => [...this.#outputs.get(one) ?? []]));
  }

  watch(hook: BackgroundHook): void {
    this.#background.add(hook);
  }

  unwatch(hook: BackgroundHook): void {
    this.#background.delete(hook);
  }

  /** Ends every background hook. */
  async endBackground(): Promise<void> {
    await Promise.all([...this.#background].map((hook) => hook.end()));
  }
}

/** The releases that one needs, directly or not, without itself; in file order. */
function neededBy(release: Release): readonly Release[] {
  return withNeeds(needsGraph(release.file.releases), [release]).filter((one) => one !== release);
}
