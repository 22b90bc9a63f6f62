// Steps → each run as soon as what it waits for has ended, as many at once as the limiter lets. What failed blocks
// what needs it; everything else goes on.
import { type BlockedStep, type QueuedStep, ReadyQueue } from "../plan/ready_queue.ts";
import type { Limiter } from "./limiter.ts";

/** What the runner of steps is told and asked. */
export interface StepRunner {
  readonly limiter: Limiter;
  /** Runs a step; false if it failed. */
  readonly run: (id: string) => Promise<boolean>;
  readonly onBlocked: (step: BlockedStep) => void;
  /** Aborted: no further step starts. */
  readonly asked: AbortSignal;
}

/** Runs the steps to the end of the last one that starts; gives the ids of those that never did. */
export async function runSteps(steps: readonly QueuedStep[], runner: StepRunner): Promise<readonly string[]> {
  const queue = new ReadyQueue(steps);
  const started = new Set<string>();
  const running = new Set<Promise<void>>();
  const start = (id: string) => {
    started.add(id);
    const task = runner.limiter.run(() => runner.run(id)).then((succeeded) => {
      for (const blocked of queue.finish(id, succeeded ? "done" : "failed")) runner.onBlocked(blocked);
      running.delete(task);
    });
    running.add(task);
  };
  for (;;) {
    while (runner.limiter.isFree && !runner.asked.aborted) {
      const id = queue.next();
      if (id === undefined) break;
      start(id);
      await Promise.resolve(); // lets the limiter count it before the next is taken
    }
    if (running.size > 0) await Promise.race(running);
    else if (runner.limiter.isFree || runner.asked.aborted) break;
    else await runner.limiter.freed();
  }
  return steps.map(({ id }) => id).filter((id) => !started.has(id));
}
