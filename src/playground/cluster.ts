// A cluster: its objects, its kinds, its clock, and the running numbers it gives out.
import type { Clock } from "../system/system.ts";
import { createKinds, type Kinds } from "./kinds.ts";
import { createStore, type Store } from "./store.ts";

/** Everything a handler or a controller works with. */
export interface Cluster {
  readonly store: Store;
  readonly kinds: Kinds;
  readonly clock: Clock;
  /** The time as objects carry it, to the second. */
  now(): string;
  /** The next free number of a kind of address or port. */
  nextNumber(what: "service" | "pod" | "load-balancer" | "node-port"): number;
}

/** A cluster without objects. */
export function createCluster(clock: Clock): Cluster {
  const numbers = { service: 0, pod: 0, "load-balancer": 0, "node-port": 0 };
  return {
    store: createStore(),
    kinds: createKinds(),
    clock,
    now: () => new Date(clock.now()).toISOString().replace(/\.\d+/, ""),
    nextNumber: (what) => ++numbers[what],
  };
}

/** The letters of generated names: no vowels, so that no words come out, and nothing easily confused. */
const SAFE_LETTERS = "bcdfghjklmnpqrstvwxz2456789";

/** A short text as the API server puts it behind a generateName. */
export function randomSuffix(): string {
  return [...crypto.getRandomValues(new Uint8Array(5))].map((byte) =>
    SAFE_LETTERS[byte % SAFE_LETTERS.length]
  )
    .join("");
}

/** A short text that is the same for the same content, for names of revisions. */
export function contentHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return [...String(hash)].map((digit) => SAFE_LETTERS[digit.charCodeAt(0) % SAFE_LETTERS.length]).join("");
}
