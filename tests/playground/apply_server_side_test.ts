// Server-side apply: who owns what, what goes when nobody wants it any more, and who is in the way of whom.
import fc from "fast-check";
import { applyServerSide } from "../../src/playground/apply_server_side.ts";
import {
  fieldsOf,
  isEmptySet,
  parseFieldsV1,
  subtractSets,
  toFieldsV1,
} from "../../src/playground/field_set.ts";
import { copyJson, isSameJson, type Json, type JsonObject } from "../../src/playground/json.ts";
import { builtInKinds } from "../../src/playground/kinds.ts";
import type { KubeObject } from "../../src/playground/object.ts";
import { StatusError } from "../../src/playground/status_error.ts";
import { typeOfKind } from "../../src/playground/types.ts";
import { assertEquals, assertThrows, assertTrue } from "../support/assert.ts";

const kind = builtInKinds().find(({ kind }) => kind === "Deployment")!, type = typeOfKind(kind);

function deployment(spec: JsonObject, labels: JsonObject = {}): KubeObject {
  return copyJson({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", labels },
    spec,
  }) as KubeObject;
}

function apply(
  live: KubeObject | undefined,
  wanted: KubeObject,
  { by = "helm", isForced = false } = {},
): KubeObject {
  const manager = { name: by, operation: "Apply", subresource: "" } as const;
  return applyServerSide(live, wanted, { manager, type, now: "2026-01-01T00:00:00Z", isForced });
}

function pod(...items: JsonObject[]): JsonObject {
  return { template: { spec: { containers: items } } };
}

const bare = (
  { apiVersion: _a, kind: _k, metadata: { managedFields: _m, ...metadata }, ...rest }: KubeObject,
) => JSON.parse(JSON.stringify({ metadata, ...rest }));

Deno.test("applyServerSide() drops what its manager wants no more", () => {
  const live = apply(
    undefined,
    deployment({ replicas: 2, ...pod({ name: "a" }, { name: "b", image: "1" }) }, { x: "1" }),
  );
  const next = apply(live, deployment(pod({ name: "a" })));
  assertEquals(bare(next), { metadata: { name: "web", labels: {} }, spec: pod({ name: "a" }) });
});

Deno.test("applyServerSide() keeps what another manager wants too", () => {
  const first = apply(undefined, deployment({ replicas: 2, paused: true }));
  const both = apply(first, deployment({ replicas: 2 }), { by: "other" });
  assertEquals(bare(apply(both, deployment({}))), {
    metadata: { name: "web", labels: {} },
    spec: { replicas: 2 },
  });
});

Deno.test("applyServerSide() reports conflicts, unless it is forced", () => {
  const live = apply(undefined, deployment({ replicas: 2, ...pod({ name: "a", image: "1" }) }));
  const wanted = deployment({ replicas: 3, ...pod({ name: "a", image: "2" }) });
  const error = assertThrows(() => apply(live, wanted, { by: "other" })) as StatusError;
  assertEquals(
    [error.code, error.message],
    [
      409,
      'Apply failed with 2 conflicts: conflicts with "helm" using apps/v1:\n- .spec.replicas\n- .spec.template.spec.containers[name="a"].image',
    ],
  );
  assertEquals(bare(apply(live, wanted, { by: "other", isForced: true })), bare(wanted));
});

const label = fc.dictionary(fc.constantFrom("a", "b", "constructor", "__proto__"), fc.constantFrom("1", "2"));
const container = fc.record({ name: fc.constantFrom("a", "b", "c"), image: fc.constantFrom("1", "2") });
const wish = fc.record({
  labels: label,
  replicas: fc.option(fc.nat(3), { nil: undefined }),
  items: fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1 }),
}).map(({ labels, replicas, items }) => deployment({ replicas, ...pod(...items) }, labels as JsonObject));

Deno.test("applyServerSide() ends with what is wanted last, whatever was wanted before", () => {
  fc.assert(fc.property(wish, wish, (first, last) => {
    const once = apply(undefined, last), after = apply(apply(undefined, first), last);
    assertTrue(isSameJson(sorted(bare(once)), sorted(bare(after))));
    assertTrue(isSameJson(bare(after), bare(apply(after, last))));
  }));
});

/** An empty map that was there before stays or goes with its last entry; both are as good. */
function sorted(value: { metadata: { labels?: JsonObject } }): Json {
  if (Object.keys(value.metadata.labels ?? {}).length === 0) delete value.metadata.labels;
  return value as unknown as Json;
}

Deno.test("toFieldsV1() and parseFieldsV1() undo each other", () => {
  fc.assert(fc.property(wish, (object) => {
    const set = fieldsOf(object, type), again = parseFieldsV1(toFieldsV1(set));
    assertTrue(isEmptySet(subtractSets(set, again)) && isEmptySet(subtractSets(again, set)));
  }));
});
