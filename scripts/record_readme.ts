// Runs the example and puts what the program printed into the README, between the marks `<!-- recorded:NAME -->` and
// `<!-- /recorded -->`.
//
//   deno task readme
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cluster, EXAMPLE, openCluster, pathWithHelm } from "./sync_example.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** The page. */
export const README = join(ROOT, "README.md");

/** A run of the program whose output the README shows. */
interface Recording {
  readonly args: readonly string[];
  /** The first line shown, and the first after it that is not: other releases run at the same time. */
  readonly from?: RegExp;
  readonly until?: RegExp;
}

const RECORDINGS: Readonly<Record<string, Recording>> = {
  sync: { args: ["--quiet", "sync"] },
  fail: { args: ["--environment", "fail", "sync"], from: /^api\/preapply/, until: /^$/ },
  hang: { args: ["--environment", "hang", "sync"], from: /^error/, until: /^warning/ },
  "hooks-list": { args: ["hooks", "list"] },
};

/** The README with its recordings made anew, on a cluster that the example may be deployed to. */
export async function recordReadme(text: string, { kubeconfig }: Cluster): Promise<string> {
  // Earlier runs and the habits of CI systems would show in what is printed.
  const state = await Deno.makeTempDir({ prefix: "boathook-readme-" });
  const plain = {
    CI: "",
    GITHUB_STEP_SUMMARY: "",
    GITHUB_ACTIONS: "",
    GITLAB_CI: "",
    NO_COLOR: "1",
    TZ: "UTC",
  };
  const env = { ...plain, PATH: await pathWithHelm(), KUBECONFIG: kubeconfig, BOATHOOK_STATE_HOME: state };
  try {
    let recorded = text;
    for (const [name, recording] of Object.entries(RECORDINGS)) {
      const block = new RegExp(`(?<=<!-- recorded:${name} -->\\n)[\\s\\S]*?(?=<!-- /recorded -->)`);
      if (!block.test(recorded)) throw new Error(`README.md has no place for the recording "${name}"`);
      const shown = await record(recording, env);
      recorded = recorded.replace(block, () => `\n${shown}\n\n`);
    }
    return recorded;
  } finally {
    await Deno.remove(state, { recursive: true });
  }
}

/** A README without what differs from run to run: times, process numbers, the version of bash. */
export function withoutTimes(text: string): string {
  return text
    .replace(/\b\d\d:\d\d:\d\d\b/g, "TIME")
    .replace(/\bran for [\d.]+ (?:ms|s|min)\b/g, "ran for TIME")
    .replace(/^ +[\d.]+ s(?= {2}(?:out|err) )/gm, "TIME")
    .replace(/^ {4,}\d+ +[\d.]+ s {2}/gm, "PROCESS ")
    .replace(/\bbash \d+(?:\.\d+)*/g, "bash VERSION");
}

async function record({ args, from, until }: Recording, env: Record<string, string>): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", join(ROOT, "main.ts"), ...args],
    cwd: EXAMPLE,
    env,
  }).output();
  const decoder = new TextDecoder();
  // What helm and hooks say goes to standard error, tables to standard output.
  const lines = (decoder.decode(stderr) + decoder.decode(stdout)).trimEnd()
    .replaceAll(ROOT.replace(/\/$/, ""), "~/boathook").split("\n");
  const start = from ? lines.findIndex((line) => from.test(line)) : 0;
  const end = until ? lines.findIndex((line, i) => i > start && until.test(line)) : -1;
  if (start === -1) {
    throw new Error(`boathook ${args.join(" ")} printed no line like ${from}:\n${lines.join("\n")}`);
  }
  const shown = lines.slice(start, end === -1 ? undefined : end).join("\n");
  return `\`\`\`\n$ boathook ${args.join(" ")}\n${start > 0 ? "…\n" : ""}${shown}\n\`\`\``;
}

if (import.meta.main) {
  const cluster = await openCluster();
  try {
    await Deno.writeTextFile(README, await recordReadme(await Deno.readTextFile(README), cluster));
  } finally {
    await cluster.close();
  }
}
