import fc from "fast-check";
import { type BlockedStep, type QueuedStep, ReadyQueue } from "../../src/plan/ready_queue.ts";
import { assertEquals, assertThrows, assertTrue } from "../support/assert.ts";

/** `ID < needs ~ after`. */
function steps(...lines: string[]): QueuedStep[] {
  return lines.map((line) => {
    const [left, after = ""] = line.split(" ~ ");
    const [id, needs = ""] = left!.split(" < ");
    const words = (text: string) => text.split(" ").filter((word) => word !== "");
    return { id: id!, needs: words(needs), after: words(after) };
  });
}

Deno.test("ReadyQueue hands out every step that waits for nothing, in order", () => {
  const queue = new ReadyQueue(steps("a", "b < a", "c"));
  assertEquals([queue.next(), queue.next(), queue.next()], ["a", "c", undefined]);
  queue.finish("a", "done");
  assertEquals([queue.next(), queue.isFinished], ["b", false]);
});

Deno.test("ReadyQueue starts a step the moment its own needs are done", () => {
  const queue = new ReadyQueue(steps("slow", "fast", "top < fast"));
  queue.next();
  queue.next();
  queue.finish("fast", "done");
  assertEquals(queue.next(), "top");
});

Deno.test("ReadyQueue blocks what needs a failed step, once, and names the cause", () => {
  const queue = new ReadyQueue(steps("base", "mid < base", "top < mid base", "other", "tail < top other"));
  queue.next();
  queue.next();
  assertEquals(queue.finish("base", "failed"), [
    { id: "mid", cause: "base" },
    { id: "top", cause: "base" },
    { id: "tail", cause: "base" },
  ]);
  assertEquals([queue.finish("other", "failed"), queue.isFinished], [[], true]);
});

Deno.test("ReadyQueue lets a step that only comes after a failed or blocked one run", () => {
  const queue = new ReadyQueue(steps("x", "y < x", "z ~ x y"));
  queue.next();
  queue.finish("x", "failed");
  assertEquals(queue.next(), "z");
});

Deno.test("ReadyQueue refuses what a planner must not produce", () => {
  assertThrows(() => new ReadyQueue(steps("a < b")), /unknown step "b"/);
  assertThrows(() => new ReadyQueue(steps("a < b", "b ~ a")), /cycle/);
  assertThrows(() => new ReadyQueue(steps("a")).finish("a", "done"), /not running/);
});

interface Run {
  readonly started: string[];
  readonly failed: Set<string>;
  readonly blocked: BlockedStep[];
}

/** Any graph whose edges point to earlier steps, listed in any order, with some steps that will fail. */
const graphs = fc.integer({ min: 2, max: 14 }).chain((size) =>
  fc.record({
    edges: fc.array(
      fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.boolean()).filter(([from, to]) => from !== to),
      { maxLength: size * 3 },
    ),
    failing: fc.uniqueArray(fc.nat(size - 1)),
    order: fc.shuffledSubarray([...Array(size).keys()], { minLength: size }),
    choices: fc.array(fc.nat(), { minLength: size * 4, maxLength: size * 4 }),
    limit: fc.integer({ min: 1, max: 5 }),
  }).map((given) => ({ ...given, steps: stepsOf(given) }))
);

function stepsOf({ edges, order }: { edges: [number, number, boolean][]; order: number[] }): QueuedStep[] {
  return order.map((at) => {
    const targets = (isHard: boolean) =>
      edges.filter(([a, b, hard]) => Math.max(a, b) === at && hard === isHard)
        .map(([a, b]) => String(Math.min(a, b)));
    return { id: String(at), needs: [...new Set(targets(true))], after: [...new Set(targets(false))] };
  });
}

/** Runs a queue with up to `limit` steps at once; `choices` decide which running step ends first. */
function drain(given: { steps: QueuedStep[]; failing: number[]; choices: number[]; limit: number }): Run {
  const queue = new ReadyQueue(given.steps);
  const running: string[] = [], ended = new Set<string>(), done = new Set<string>();
  const run: Run = { started: [], failed: new Set(), blocked: [] };
  const byId = new Map(given.steps.map((step) => [step.id, step]));
  for (const choice of given.choices) {
    for (let id; running.length < given.limit && (id = queue.next()) !== undefined;) {
      const { needs, after } = byId.get(id)!;
      assertTrue(needs.every((need) => done.has(need)), `${id} started before its needs`);
      assertTrue(after.every((before) => ended.has(before)), `${id} started before what it comes after`);
      run.started.push(id);
      running.push(id);
    }
    if (running.length === 0) break;
    const [id] = running.splice(choice % running.length, 1) as [string];
    const fails = given.failing.includes(Number(id));
    (fails ? run.failed : done).add(id);
    const blocked = queue.finish(id, fails ? "failed" : "done");
    run.blocked.push(...blocked);
    for (const one of [id, ...blocked.map((step) => step.id)]) ended.add(one);
  }
  assertTrue(queue.isFinished, "the queue stands still");
  return run;
}

Deno.test("ReadyQueue ends every step of any graph exactly once, needs before dependants", () => {
  fc.assert(fc.property(graphs, (given) => {
    const { started, blocked } = drain(given);
    const all = [...started, ...blocked.map(({ id }) => id)].sort();
    assertEquals(all, given.steps.map(({ id }) => id).sort());
  }));
});

Deno.test("ReadyQueue blocks exactly what needs a failed step, directly or not", () => {
  fc.assert(fc.property(graphs, (given) => {
    const { failed, blocked } = drain(given);
    const expected = new Set<string>();
    for (let before = -1; before !== expected.size;) {
      before = expected.size;
      for (const { id, needs } of given.steps) {
        if (!failed.has(id) && needs.some((need) => failed.has(need) || expected.has(need))) expected.add(id);
      }
    }
    assertEquals(blocked.map(({ id }) => id).sort(), [...expected].sort());
    assertTrue(blocked.every(({ cause }) => failed.has(cause)));
  }));
});

Deno.test("ReadyQueue runs a list that is in order already as it is listed, one at a time", () => {
  fc.assert(fc.property(graphs, (given) => {
    const sorted = given.steps.toSorted((a, b) => Number(a.id) - Number(b.id));
    const { started } = drain({ ...given, steps: sorted, failing: [], limit: 1 });
    assertEquals(started, sorted.map(({ id }) => id));
  }));
});
