import assert from "node:assert/strict";
import fc from "fast-check";
import type { QueuedStep } from "../../src/plan/ready_queue.ts";
import { createLimiter } from "../../src/run/limiter.ts";
import { runSteps } from "../../src/run/run_steps.ts";

/** A graph in which a step needs only steps listed before it. */
const graph = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 12 }).map((rows) =>
  rows.map((needs, i): QueuedStep => ({
    id: `s${i}`,
    needs: i === 0 ? [] : [...new Set(needs.map((n) => `s${n % i}`))],
    after: [],
  }))
);

interface Trace {
  readonly started: string[];
  readonly ended: string[];
  readonly blocked: string[];
  mostAtOnce: number;
}

/** Runs the steps; each ends after as many turns of the event loop as its place in `turns` says. */
async function trace(
  steps: readonly QueuedStep[],
  { limit, turns, failing, asked = new AbortController().signal }: {
    limit: number;
    turns: readonly number[];
    failing: ReadonlySet<string>;
    asked?: AbortSignal;
  },
): Promise<Trace & { rest: readonly string[] }> {
  const seen: Trace = { started: [], ended: [], blocked: [], mostAtOnce: 0 };
  const rest = await runSteps(steps, {
    limiter: createLimiter(limit),
    asked,
    onBlocked: ({ id }) => seen.blocked.push(id),
    async run(id) {
      const { needs } = steps.find((step) => step.id === id)!;
      assert.deepEqual(needs.filter((need) => !seen.ended.includes(need) || failing.has(need)), []);
      seen.started.push(id);
      seen.mostAtOnce = Math.max(seen.mostAtOnce, seen.started.length - seen.ended.length);
      for (let i = 0; i < (turns[Number(id.slice(1)) % turns.length] ?? 0); i++) await Promise.resolve();
      seen.ended.push(id);
      return !failing.has(id);
    },
  });
  return { ...seen, rest };
}

const turns = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 });

Deno.test("runSteps() runs every step once, after its needs, within the limit", async () => {
  await fc.assert(fc.asyncProperty(graph, turns, fc.nat({ max: 4 }), async (steps, turns, limit) => {
    const { started, blocked, rest, mostAtOnce } = await trace(steps, { limit, turns, failing: new Set() });
    assert.deepEqual([...started].sort(), steps.map(({ id }) => id).sort());
    assert.deepEqual([blocked, rest], [[], []]);
    if (limit > 0) assert.ok(mostAtOnce <= limit);
  }));
});

Deno.test("runSteps() blocks what needs a failed step, and runs all else", async () => {
  await fc.assert(
    fc.asyncProperty(graph, turns, fc.nat({ max: 3 }), fc.nat(), async (steps, turns, limit, pick) => {
      const failing = new Set([steps[pick % steps.length]!.id]);
      const unreachable = new Set<string>(failing);
      for (const { id, needs } of steps) if (needs.some((need) => unreachable.has(need))) unreachable.add(id);
      const { started, blocked } = await trace(steps, { limit, turns, failing });
      const expected = steps.map(({ id }) => id).filter((id) => unreachable.has(id) && !failing.has(id));
      assert.deepEqual([...blocked].sort(), expected.sort());
      assert.deepEqual([...started, ...blocked].sort(), steps.map(({ id }) => id).sort());
    }),
  );
});

Deno.test("runSteps() one at a time keeps the order of the list", async () => {
  const steps = ["a", "b", "c"].map((_, i): QueuedStep => ({ id: `s${i}`, needs: [], after: [] }));
  const { started } = await trace(steps, { limit: 1, turns: [3, 0, 1], failing: new Set() });
  assert.deepEqual(started, ["s0", "s1", "s2"]);
});

Deno.test("runSteps() starts nothing once it is asked to stop", async () => {
  const stop = new AbortController();
  const steps: QueuedStep[] = [{ id: "s0", needs: [], after: [] }, { id: "s1", needs: ["s0"], after: [] }];
  const rest = await runSteps(steps, {
    limiter: createLimiter(0),
    asked: stop.signal,
    onBlocked: () => {},
    run: () => {
      stop.abort();
      return Promise.resolve(true);
    },
  });
  assert.deepEqual(rest, ["s1"]);
});

Deno.test("createLimiter() lets so many tasks run at once, in the order asked", async () => {
  const limiter = createLimiter(2);
  const order: string[] = [];
  const gates = ["a", "b", "c"].map((name) => ({ name, ...Promise.withResolvers<void>() }));
  const tasks = gates.map(({ name, promise }) =>
    limiter.run(async () => {
      order.push(`${name} starts`);
      await promise;
    })
  );
  await Promise.resolve();
  assert.deepEqual(order, ["a starts", "b starts"]);
  gates[1]!.resolve();
  await tasks[1];
  gates[0]!.resolve();
  gates[2]!.resolve();
  await Promise.all(tasks);
  assert.deepEqual(order, ["a starts", "b starts", "c starts"]);
});
