// The objects of a cluster, in memory: each change gets the next resource version and is told to whoever listens.
// What is kept is never changed in place.
import type { KindKey } from "./kinds.ts";
import { type KubeObject, namespaceOf } from "./object.ts";

/** A change of one object. */
export interface Change {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly key: KindKey;
  readonly object: KubeObject;
  /** What it was before a modification. */
  readonly previous?: KubeObject;
  readonly revision: number;
}

/** The objects by kind, namespace and name. */
export interface Store {
  /** The revision of the last change. */
  revision(): number;
  get(key: KindKey, namespace: string, name: string): KubeObject | undefined;
  /** By namespace and name; of all namespaces if the namespace is empty. */
  list(key: KindKey, namespace?: string): readonly KubeObject[];
  /** Of every kind. */
  all(): readonly (readonly [KindKey, KubeObject])[];
  /** Keeps an object as it is, but for its resource version; gives what is kept. */
  put(key: KindKey, object: KubeObject): KubeObject;
  remove(key: KindKey, object: KubeObject): KubeObject;
  /** The changes after a revision that are still remembered; undefined if some are forgotten. */
  changesSince(revision: number): readonly Change[] | undefined;
  /** Calls the listener after each change; returns what stops that. */
  listen(listener: (change: Change) => void): () => void;
}

/** How many changes are remembered for watches that start in the past. */
const REMEMBERED = 5000;

/** What happened, and who wants to know. */
function createChangeLog() {
  const listeners = new Set<(change: Change) => void>(), history: Change[] = [];
  return {
    tell(change: Change): KubeObject {
      history.push(change);
      if (history.length > 2 * REMEMBERED) history.splice(0, REMEMBERED);
      for (const listener of [...listeners]) listener(change);
      return change.object;
    },
    since(revision: number, now: number): readonly Change[] | undefined {
      const first = history[0]?.revision ?? now + 1;
      const isForgotten = revision + 1 < first && revision < now;
      return isForgotten ? undefined : history.filter((change) => change.revision > revision);
    },
    listen(listener: (change: Change) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** An empty store. */
export function createStore(): Store {
  const kinds = new Map<KindKey, Map<string, KubeObject>>(), log = createChangeLog();
  let revision = 1;
  const versioned = (object: KubeObject): KubeObject => ({
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(++revision) },
  });
  return {
    revision: () => revision,
    get: (key, namespace, name) => kinds.get(key)?.get(`${namespace}/${name}`),
    list(key, namespace = "") {
      const found = [...kinds.get(key) ?? []].filter(([place]) =>
        namespace === "" || place.startsWith(`${namespace}/`)
      );
      return found.sort(([a], [b]) => a < b ? -1 : 1).map(([, object]) => object);
    },
    all: () =>
      [...kinds].flatMap(([key, objects]) => [...objects.values()].map((each) => [key, each] as const)),
    put(key, given) {
      const object = versioned(given), objects = kinds.get(key) ?? new Map<string, KubeObject>();
      const place = placeOf(object), previous = objects.get(place);
      kinds.set(key, objects.set(place, object));
      const change = previous ? { type: "MODIFIED" as const, previous } : { type: "ADDED" as const };
      return log.tell({ ...change, key, object, revision });
    },
    remove(key, given) {
      const object = versioned(given);
      kinds.get(key)?.delete(placeOf(object));
      return log.tell({ type: "DELETED", key, object, revision });
    },
    changesSince: (since) => log.since(since, revision),
    listen: (listener) => log.listen(listener),
  };
}

function placeOf(object: KubeObject): string {
  return `${namespaceOf(object)}/${object.metadata.name}`;
}
