// helm as a child: here a script in its place, with real signals and pipes.
import assert from "node:assert/strict";
import type { RunEvent } from "../../../src/run/events.ts";
import { type HelmProcessRequest, runHelm } from "../../../src/run/processes/helm_process.ts";
import { createMasker } from "../../../src/run/secrets/mask.ts";
import { createDenoSystem } from "../../../src/system/deno_system.ts";

const system = createDenoSystem();

async function helm(script: string, more: Partial<HelmProcessRequest> = {}, asked = new AbortController()) {
  const events: RunEvent[] = [];
  const emit = (event: RunEvent) => {
    events.push(event);
    if (event.type === "helm_output" && event.line === "ready") asked.abort("SIGTERM");
  };
  const stop = { asked: asked.signal, forced: new AbortController().signal };
  const request = {
    helm: { helmId: "1", args: ["upgrade"] },
    command: "bash",
    args: ["-c", script],
    cwd: "/",
    ...more,
  };
  const result = await runHelm(request, { system, emit, masker: createMasker(["hunter22"]), stop });
  const lines = events.flatMap((event) =>
    event.type === "helm_output" ? [`${event.stream} ${event.line}`] : []
  );
  return { result, lines, types: events.map((event) => event.type) };
}

Deno.test("runHelm() gives its output out live and masked, and keeps the last of it", async () => {
  const { result, lines, types } = await helm("echo deployed hunter22; echo warning >&2; exit 1");
  assert.deepEqual(result.end, { type: "exited", code: 1 });
  assert.deepEqual(lines.sort(), ["stderr warning", "stdout deployed ***"]);
  assert.deepEqual(types, ["helm_started", "helm_output", "helm_output", "helm_finished"]);
  assert.equal(result.tail.lines.length, 2);
});

Deno.test("runHelm() gives captured output back whole and to nobody else", async () => {
  const { result, lines } = await helm("cat; echo hunter22; echo err >&2", {
    capture: true,
    stdin: "given\n",
  });
  assert.deepEqual([result.stdout, lines], ["given\nhunter22\n", ["stderr err"]]);
});

Deno.test("runHelm() passes a stop on to helm and waits for its end", async () => {
  const { result, lines } = await helm("trap 'echo released; exit 1' TERM; echo ready; sleep 600 & wait");
  assert.deepEqual(result.end, { type: "canceled", signal: "SIGTERM" });
  assert.deepEqual(lines, ["stdout ready", "stdout released"]);
});

Deno.test("runHelm() says when there is no helm", async () => {
  const { result } = await helm("", { command: "no-such-helm" });
  assert.equal(result.end.type === "not_started" && result.end.reason, "not-found");
});
