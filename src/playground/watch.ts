// A watch: the changes of a kind's objects from some revision on, as a stream of JSON lines.
import type { Cluster } from "./cluster.ts";
import type { JsonObject } from "./json.ts";
import { apiVersionOf, type Kind, kindKey } from "./kinds.ts";
import { namespaceOf } from "./object.ts";
import { representObject, type Shown } from "./represent.ts";
import type { Matches } from "./selectors.ts";
import { StatusError } from "./status_error.ts";
import type { Change } from "./store.ts";

/** What is watched. */
export interface WatchRequest extends Shown {
  readonly kind: Kind;
  readonly namespace: string;
  readonly matches: Matches;
  /** Where it starts; undefined for "now, after all objects there are". */
  readonly since: number | undefined;
  /** Whether a bookmark ends the objects there are. */
  readonly marksInitialEnd: boolean;
  readonly timeoutSeconds: number | undefined;
  /** Aborts when the server stops. */
  readonly stopped: AbortSignal;
}

/** The stream of a watch. It ends when its time is over, the reader leaves, or the server stops. */
export function watchChanges(cluster: Cluster, request: WatchRequest): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder(), end = new AbortController();
  return new ReadableStream({
    start(controller) {
      const send = (event: JsonObject) => controller.enqueue(encoder.encode(`${JSON.stringify(event)}\n`));
      const stopListening = follow(cluster, request, send);
      const signal = AbortSignal.any([request.stopped, end.signal]);
      const limitMs = (request.timeoutSeconds ?? LONGEST_SECONDS) * 1000;
      void cluster.clock.sleep(limitMs, signal).catch(() => {}).then(() => {
        stopListening();
        if (!end.signal.aborted) controller.close();
      });
    },
    cancel: () => end.abort(),
  });
}

const LONGEST_SECONDS = 3600;

function follow(cluster: Cluster, request: WatchRequest, send: (event: JsonObject) => void): () => void {
  const { kind, since } = request, { store } = cluster;
  if (since === undefined) sendCurrent(cluster, request, send);
  else {
    const missed = store.changesSince(since);
    if (!missed) {
      const expired = new StatusError(410, "Expired", `too old resource version: ${since}`);
      send({ type: "ERROR", object: expired.toStatus() });
      return () => {};
    }
    for (const change of missed) sendChange(change, request, send);
  }
  const key = kindKey(kind);
  return store.listen((change) => {
    if (change.key === key) sendChange(change, request, send);
  });
}

function sendCurrent(cluster: Cluster, request: WatchRequest, send: (event: JsonObject) => void): void {
  const { kind, namespace, matches, view, marksInitialEnd } = request, { store } = cluster;
  for (const object of store.list(kindKey(kind), namespace)) {
    if (matches(object)) send({ type: "ADDED", object: representObject(object, kind, request) });
  }
  if (!marksInitialEnd) return;
  const metadata = {
    resourceVersion: String(store.revision()),
    annotations: { "k8s.io/initial-events-end": "true" },
  };
  const bookmark = view === "metadata"
    ? { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata }
    : { kind: kind.kind, apiVersion: apiVersionOf(kind), metadata };
  send({ type: "BOOKMARK", object: bookmark });
}

function sendChange(change: Change, request: WatchRequest, send: (event: JsonObject) => void): void {
  const { kind, namespace, matches } = request, { key, object } = change;
  if (key !== kindKey(kind) || (namespace !== "" && namespaceOf(object) !== namespace)) return;
  const type = typeSeen(change, matches);
  if (type) send({ type, object: representObject(object, kind, request) });
}

/** An object that comes to be selected is added for who watches, one that ceases to be is deleted. */
function typeSeen({ type, object, previous }: Change, matches: Matches): Change["type"] | undefined {
  const isSeen = matches(object);
  if (type !== "MODIFIED") return isSeen ? type : undefined;
  const wasSeen = previous !== undefined && matches(previous);
  if (isSeen) return wasSeen ? "MODIFIED" : "ADDED";
  return wasSeen ? "DELETED" : undefined;
}
