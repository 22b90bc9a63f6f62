// How many things happen at once: `--concurrency`, shared by all files of a run.

/** Lets at most so many of its tasks run at once, in the order they were asked for. */
export interface Limiter {
  run<T>(task: () => Promise<T>): Promise<T>;
  /** Whether a task would start at once. */
  readonly isFree: boolean;
  /** Settles when a running task has ended. */
  freed(): Promise<void>;
}

/** A limiter; 0 is no limit. */
export function createLimiter(most: number): Limiter {
  let running = 0;
  const waiting: (() => void)[] = [];
  const free = () => most <= 0 || running < most;
  const wait = () => new Promise<void>((resolve) => waiting.push(resolve));
  return {
    get isFree() {
      return free();
    },
    freed: wait,
    async run(task) {
      while (!free()) await wait();
      running++;
      try {
        return await task();
      } finally {
        running--;
        for (const resume of waiting.splice(0)) resume();
      }
    },
  };
}
