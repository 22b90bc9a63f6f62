// A seed → a state file of many releases whose hooks do everything that hooks should not, with what each may take.
import type { Random } from "./random.ts";

/** What a hook may take at most. */
export interface HookLimits {
  readonly timeoutMs: number;
  readonly graceMs: number;
}

/** A state file and the limits of its hooks by name. */
export interface Storm {
  readonly text: string;
  readonly limits: ReadonlyMap<string, HookLimits>;
}

/** What `storm.sh` knows, as often as it shall come. */
const KINDS = [
  ...["well", "well", "well", "well", "fails", "fails", "hangs", "deaf", "tidies", "forks", "breeds"],
  ...["sessions", "sessions", "bare", "bare", "deserts", "leaves", "closes", "passes", "binary"],
  ...["floods", "crashes", "dies", "stops", "reads", "nests"],
] as const;

const HOOKS_PER_RELEASE = 4;
/** Two of so many write 100 and 50 MB, the latter without a line end. */
const LARGE = 100;
const MOST_GRACE_MS = 600;

/** The longest that any hook may take after it was asked to end. */
export const LONGEST_GRACE_MS = MOST_GRACE_MS;

/** A storm of so many hooks; `token` is in the command lines of all their processes. */
export function makeStorm(count: number, { random, token }: { random: Random; token: string }): Storm {
  const limits = new Map<string, HookLimits>();
  const releases: string[] = [];
  for (let i = 0; i < count; i++) {
    if (i % HOOKS_PER_RELEASE === 0) releases.push(releaseText(i / HOOKS_PER_RELEASE));
    const kind = i % LARGE === LARGE / 2 ? "pours" : i % LARGE === 0 ? "walls" : random.pick(KINDS);
    const limit = {
      // What writes so much shall come to its end.
      timeoutMs: kind === "pours" || kind === "walls" ? 60_000 : 200 + random.below(1300),
      graceMs: 50 + random.below(MOST_GRACE_MS - 50),
    };
    const name = `${kind}-${i}`;
    limits.set(name, limit);
    releases.push(hookText({ name, kind, token, random, ...limit }));
  }
  return { text: `releases:\n${releases.join("")}`, limits };
}

/** The same releases with one good hook each: what a run finds when it comes after the storm. */
export function makeCalm(count: number): string {
  const all = Array.from(
    { length: Math.ceil(count / HOOKS_PER_RELEASE) },
    (_, i) => releaseText(i) + "      - {events: [presync], command: bash, args: [storm.sh, well]}\n",
  );
  return `releases:\n${all.join("")}`;
}

function releaseText(index: number): string {
  return `  - name: r${index}\n    chart: repo/app\n    hooks:\n` +
    "      - {events: [cleanup], command: bash, args: [storm.sh, well]}\n";
}

function hookText(
  { name, kind, token, random, timeoutMs, graceMs }: HookLimits & {
    name: string;
    kind: string;
    token: string;
    random: Random;
  },
): string {
  const keys = [
    `name: ${name}`,
    `events: [${random.pick(["presync", "presync", "postsync"])}]`,
    `timeout: ${timeoutMs}ms`,
    `killGrace: ${graceMs}ms`,
    `onError: ${random.pick(["warn", "ignore", "ignore"])}`,
    `showlogs: ${random.pick(["true", "false"])}`,
    ...random.below(10) === 0 ? ["stallTimeout: 300ms"] : [],
    ...random.pick([[], [], [], [], [], [], [], ["retries: {count: 1, backoff: 50ms}"], [
      "background: true",
    ]]),
    ...random.below(4) === 0
      ? [`script: "bash storm.sh ${kind} ${token}"`]
      : ["command: bash", `args: [storm.sh, ${kind}, "${token}"]`],
  ];
  return `      - {${keys.join(", ")}}\n`;
}
