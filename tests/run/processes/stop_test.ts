// Two signals: the first asks, the second forces; cleanup only hears the second.
import assert from "node:assert/strict";
import { cleanupStop, listenForStop, startBudget, stopReason } from "../../../src/run/processes/stop.ts";
import type { Signals } from "../../../src/system/system.ts";

function fakeSignals(): Signals & { send(signal: "SIGINT" | "SIGTERM"): void } {
  const listeners = new Set<(signal: "SIGINT" | "SIGTERM") => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send: (signal) => listeners.forEach((listener) => listener(signal)),
  };
}

Deno.test("listenForStop() asks at the first signal and forces at the second", () => {
  const signals = fakeSignals();
  const { stop, dispose } = listenForStop(signals);
  const cleanup = cleanupStop(stop);
  const seen = () => [stopReason(stop), stop.forced.aborted, cleanup.asked.aborted];
  assert.deepEqual(seen(), [undefined, false, false]);
  signals.send("SIGTERM");
  assert.deepEqual(seen(), ["SIGTERM", false, false]);
  signals.send("SIGINT");
  assert.deepEqual(seen(), ["SIGTERM", true, true]);
  assert.equal(cleanup.asked.reason, "SIGINT");
  dispose();
});

Deno.test("listenForStop() hears nothing once disposed", () => {
  const signals = fakeSignals();
  const { stop, dispose } = listenForStop(signals);
  dispose();
  signals.send("SIGINT");
  assert.equal(stop.asked.aborted, false);
});

Deno.test("startBudget() runs down to nothing", () => {
  let now = 1000;
  const clock = {
    monotonic: () => now,
    now: () => now,
    sleep: () => Promise.resolve(),
    repeat: () => () => {},
  };
  const budget = startBudget(clock, 500);
  assert.equal(budget.remainingMs(), 500);
  now = 1400;
  assert.equal(budget.remainingMs(), 100);
  now = 2000;
  assert.equal(budget.remainingMs(), 0);
});
