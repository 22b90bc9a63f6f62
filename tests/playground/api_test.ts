// The API itself, without a network: what it answers, refuses and tells who watches.
import { createApi } from "../../src/playground/api.ts";
import { createCluster } from "../../src/playground/cluster.ts";
import { fillNewCluster } from "../../src/playground/control/new_cluster.ts";
import { runControllers } from "../../src/playground/control/run_controllers.ts";
import type { JsonObject } from "../../src/playground/json.ts";
import { textAt, valueAt } from "../../src/playground/json.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import { assertEquals } from "../support/assert.ts";

interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

/** A cluster's API, until the test ends it. */
function newApi() {
  const cluster = createCluster(createDenoSystem().clock), stop = new AbortController();
  fillNewCluster(cluster);
  runControllers(cluster, stop.signal);
  const api = createApi(cluster);
  const send = (method: string, path: string, more: { body?: unknown; type?: string } = {}) => {
    const { body, type = "application/json" } = more;
    const headers = { "content-type": type };
    const text = body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body);
    return api(
      new Request(`http://playground${path}`, { method, headers, body: text }),
      path.split("?")[0]!,
      stop.signal,
    );
  };
  const call = async (...args: Parameters<typeof send>): Promise<Answer> => {
    const response = await send(...args);
    return { status: response.status, body: await response.json() };
  };
  return { call, send, stop: () => stop.abort() };
}

const MAPS = "/api/v1/namespaces/default/configmaps";
const map = (name: string, data: JsonObject = {}, metadata: JsonObject = {}) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, ...metadata },
  data,
});

const REFUSALS: readonly [string, string, string, unknown, [number, string, string]][] = [
  ["a missing object", "GET", `${MAPS}/none`, undefined, [404, "NotFound", 'configmaps "none" not found']],
  ["a name that is taken", "POST", MAPS, map("kube-root-ca.crt"), [
    409,
    "AlreadyExists",
    'configmaps "kube-root-ca.crt" already exists',
  ]],
  ["a missing namespace", "POST", "/api/v1/namespaces/none/configmaps", map("a"), [
    404,
    "NotFound",
    'namespaces "none" not found',
  ]],
  ["a field of another type", "POST", MAPS, map("a", { port: 80 }), [
    400,
    "BadRequest",
    'ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go struct field ConfigMap.data of type string',
  ]],
  [
    "an outdated object",
    "PUT",
    `${MAPS}/kube-root-ca.crt`,
    map("kube-root-ca.crt", {}, { resourceVersion: "1" }),
    [
      409,
      "Conflict",
      'Operation cannot be fulfilled on configmaps "kube-root-ca.crt": the object has been modified; please apply your changes to the latest version and try again',
    ],
  ],
  ["an unknown kind", "GET", "/apis/none.dev/v1/nothings", undefined, [
    404,
    "NotFound",
    "the server could not find the requested resource",
  ]],
];
for (const [name, method, path, body, expected] of REFUSALS) {
  Deno.test(`createApi() refuses ${name}`, async () => {
    const { call, stop } = newApi();
    // The namespace's own objects come a moment after it.
    await settled(() => call("GET", `${MAPS}/kube-root-ca.crt`), ({ status }) => status === 200);
    const { status, body: answer } = await call(method, path, body === undefined ? {} : { body });
    assertEquals(
      [status, textAt(answer, "reason"), textAt(answer, "message")],
      expected as unknown[] as never,
    );
    stop();
  });
}

async function settled<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean): Promise<T> {
  for (let left = 200; left > 0; left--) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error("It does not settle");
}

Deno.test("createApi() tells who watches what comes, changes, stops matching and goes", async () => {
  const { call, send, stop } = newApi();
  await call("POST", MAPS, { body: map("a", {}, { labels: { x: "1" } }) });
  const query = "?watch=true&sendInitialEvents=true&allowWatchBookmarks=true&labelSelector=x%3D1";
  const watch = (await send("GET", `${MAPS}${query}`)).body!.pipeThrough(new TextDecoderStream());
  const patch = { type: "application/merge-patch+json" };
  await call("PATCH", `${MAPS}/a`, { ...patch, body: { data: { k: "v" } } });
  await call("PATCH", `${MAPS}/a`, { ...patch, body: { metadata: { labels: { x: "2" } } } });
  await call("POST", MAPS, { body: map("b", {}, { labels: { x: "1" } }) });
  await call("DELETE", `${MAPS}/b`);
  stop();
  let text = "";
  for await (const part of watch) text += part;
  const events = text.trim().split("\n").map((line) => JSON.parse(line) as JsonObject);
  assertEquals(events.map((event) => [event.type, textAt(event, "object", "metadata", "name")]), [
    ["ADDED", "a"],
    ["BOOKMARK", undefined],
    ["MODIFIED", "a"],
    ["DELETED", "a"],
    ["ADDED", "b"],
    ["DELETED", "b"],
  ]);
});

Deno.test("createApi() serves custom kinds, with defaults and checks of their schema", async () => {
  const { call, stop } = newApi();
  const spec = {
    type: "object",
    required: ["name"],
    properties: { name: { type: "string" }, oars: { type: "integer", default: 2, maximum: 8 } },
  };
  await call("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions", {
    body: {
      apiVersion: "apiextensions.k8s.io/v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "boats.example.com" },
      spec: {
        group: "example.com",
        scope: "Cluster",
        names: { kind: "Boat", plural: "boats" },
        versions: [{
          name: "v1",
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object", properties: { spec } } },
        }],
      },
    },
  });
  const boat = (name: string, spec: JsonObject) => ({
    body: { apiVersion: "example.com/v1", kind: "Boat", metadata: { name }, spec },
  });
  const path = "/apis/example.com/v1/boats";
  const good = await call("POST", path, boat("good", { name: "x", sail: 1 }));
  const bad = await call("POST", path, boat("bad", { oars: 9 }));
  assertEquals([good.status, valueAt(good.body, "spec")], [201, { name: "x", oars: 2 }]);
  assertEquals(
    textAt(bad.body, "message"),
    'Boat.example.com "bad" is invalid: [spec.name: Required value, spec.oars: Invalid value: 9: spec.oars in body should be less than or equal to 8]',
  );
  stop();
});

Deno.test("createApi() deletes what an object owns with it, and a namespace with all in it", async () => {
  const { call, stop } = newApi();
  await call("POST", "/api/v1/namespaces", {
    body: { apiVersion: "v1", kind: "Namespace", metadata: { name: "n" } },
  });
  const { body: owner } = await call("POST", "/api/v1/namespaces/n/configmaps", { body: map("owner") });
  const ownerReferences = [{
    apiVersion: "v1",
    kind: "ConfigMap",
    name: "owner",
    uid: textAt(owner, "metadata", "uid")!,
  }];
  await call("POST", "/api/v1/namespaces/n/configmaps", { body: map("owned", {}, { ownerReferences }) });
  await call("DELETE", "/api/v1/namespaces/n/configmaps/owner");
  await settled(() => call("GET", "/api/v1/namespaces/n/configmaps/owned"), ({ status }) => status === 404);
  await call("DELETE", "/api/v1/namespaces/n");
  await settled(() => call("GET", "/api/v1/namespaces/n"), ({ status }) => status === 404);
  stop();
});

const SELECTORS: readonly [string, string[]][] = [
  ["labelSelector=x%3D1", ["a"]],
  ["labelSelector=x!%3D1", ["b", "c"]],
  ["labelSelector=x", ["a", "b"]],
  ["labelSelector=!x", ["c"]],
  ["labelSelector=x%20in%20(1,2),y%20notin%20(z)", ["a", "b"]],
  ["fieldSelector=metadata.name%3Db", ["b"]],
  ["fieldSelector=metadata.name!%3Db&labelSelector=x", ["a"]],
];
for (const [query, expected] of SELECTORS) {
  Deno.test(`createApi() lists by ${decodeURIComponent(query)}`, async () => {
    const { call, stop } = newApi();
    const secrets = "/api/v1/namespaces/default/secrets";
    for (const [name, labels] of [["a", { x: "1" }], ["b", { x: "2" }], ["c", {}]] as const) {
      await call("POST", secrets, { body: { apiVersion: "v1", kind: "Secret", metadata: { name, labels } } });
    }
    const { body } = await call("GET", `${secrets}?${query}`);
    assertEquals((body.items as JsonObject[]).map((item) => textAt(item, "metadata", "name")), expected);
    stop();
  });
}
