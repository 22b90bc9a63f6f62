import { type CommandEntry, defineCommand } from "../../src/cli/command.ts";
import { concurrency } from "../../src/cli/options/execution_options.ts";
import { args, cascade, removal, templating, waiting } from "../../src/cli/options/helm_options.ts";
import { needs, releaseValues } from "../../src/cli/options/selection_options.ts";
import { parseArgv } from "../../src/cli/parse_argv.ts";
import { assertEquals, assertRejects } from "../support/assert.ts";

const sync = defineCommand({
  options: {
    args,
    concurrency,
    cascade,
    ...releaseValues,
    ...needs,
    ...waiting,
    ...removal,
    ...templating,
  },
  run: () => 0,
});
const run = defineCommand({
  options: {},
  args: [{ name: "word", summary: "Words", isRepeated: true }],
  run: () => 0,
});
const entry = (
  name: string,
  command: CommandEntry["load"] extends () => Promise<infer M> ? M : never,
): CommandEntry => ({
  name,
  summary: name,
  group: "All",
  takes: () => Promise.resolve(command.command),
  load: () => Promise.resolve(command),
});
const commands = [entry("sync", { command: sync }), entry("hooks run", { command: run })];

async function parse(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const invocation = await parseArgv(argv, { commands, removed: {}, env: (name) => env[name] });
  if (invocation.type !== "run") throw new Error(`${invocation.type} instead of a run`);
  return invocation;
}

const CASES: readonly {
  readonly name: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly gives: Readonly<Record<string, unknown>>;
}[] = [
  {
    name: "fills in the defaults",
    argv: ["sync"],
    gives: { skipNeeds: true, concurrency: 0, wait: false, set: [], args: "" },
  },
  {
    name: "takes options before the command",
    argv: ["--wait", "--timeout", "9", "sync"],
    gives: { wait: true, timeout: 9 },
  },
  {
    name: "takes a value that looks like an option",
    argv: ["sync", "--args", "--debug"],
    gives: { args: "--debug", debug: false },
  },
  {
    name: "leaves a flag's value alone in another's",
    argv: ["sync", "--args", "--wait=false"],
    gives: { args: "--wait=false", wait: false },
  },
  {
    name: "takes a value that is a command's name",
    argv: ["-e", "sync", "sync"],
    gives: { environment: "sync" },
  },
  { name: "takes an empty value", argv: ["sync", "--args=", "-e", ""], gives: { args: "", environment: "" } },
  {
    name: "keeps signs of equality in values",
    argv: ["sync", "--set=a=b=c", "--set", "d=e"],
    gives: { set: ["a=b=c", "d=e"] },
  },
  { name: "keeps line breaks in values", argv: ["sync", "--args=a\nb"], gives: { args: "a\nb" } },
  {
    name: "reads every spelling of short options",
    argv: ["sync", "-la=b", "-l=c=d", "-l", "e=f", "-qi"],
    gives: { selector: ["a=b", "c=d", "e=f"], quiet: true, interactive: true },
  },
  {
    name: "turns flags off",
    argv: ["sync", "--skip-needs=false", "--wait=0", "--no-strip-args-values-on-exit-error"],
    gives: { skipNeeds: false, wait: false, stripArgsValuesOnExitError: false },
  },
  {
    name: "turns flags on by value",
    argv: ["sync", "--wait=TRUE", "-q=t"],
    gives: { wait: true, quiet: true },
  },
  {
    name: "lets the last word win",
    argv: ["--wait", "sync", "--wait=false", "-e", "a", "-e", "b"],
    gives: { wait: false, environment: "b" },
  },
  {
    name: "reads an option that begins with no as itself",
    argv: ["sync", "--no-hooks", "--no-color"],
    gives: { noHooks: true, noColor: true, color: false },
  },
  {
    name: "undoes an option that begins with no",
    argv: ["sync", "--no-hooks=false"],
    gives: { noHooks: false },
  },
  {
    name: "knows names in camel case",
    argv: ["sync", "--deleteTimeout", "7", "--deleteWait"],
    gives: { deleteTimeout: 7, deleteWait: true },
  },
  {
    name: "reads the environment",
    argv: ["sync"],
    env: { HELMFILE_NAMESPACE: "n", HELMFILE_DEBUG: "true", HELMFILE_REPO_RETRIES: "3" },
    gives: { namespace: "n", debug: true, repoRetries: 3 },
  },
  {
    name: "takes only true for a flag of the environment",
    argv: ["sync"],
    env: { HELMFILE_DEBUG: "1", HELMFILE_QUIET: "yes" },
    gives: { debug: false, quiet: false },
  },
  {
    name: "prefers the command line to the environment",
    argv: ["sync", "-n", "x", "--debug=false"],
    env: { HELMFILE_NAMESPACE: "n", HELMFILE_DEBUG: "true" },
    gives: { namespace: "x", debug: false },
  },
];
for (const { name, argv, env, gives } of CASES) {
  Deno.test(`parseArgv() ${name}`, async () => {
    const { options } = await parse(argv, env);
    assertEquals(Object.fromEntries(Object.keys(gives).map((key) => [key, options[key]])), gives);
  });
}

Deno.test("parseArgv() finds a command of two words and what follows it", async () => {
  const { entry, args, options } = await parse([
    "-e",
    "x",
    "hooks",
    "--quiet",
    "run",
    "a",
    "--",
    "--b",
    "-c",
  ]);
  assertEquals([entry.name, args, options.quiet], ["hooks run", ["a", "--b", "-c"], true]);
});

const REFUSED = [
  { argv: ["sync", "--cascade", "sideways"], code: "cli/invalid-option" },
  { argv: ["sync", "--concurrency=1.5"], code: "cli/invalid-option" },
  { argv: ["sync", "--wait=maybe"], code: "cli/invalid-option" },
  { argv: ["sync", "-l"], code: "cli/invalid-option" },
  { argv: ["sync", "-z"], code: "cli/unknown-option" },
  { argv: ["sync", "extra"], code: "cli/unexpected-argument" },
  { argv: ["sink"], code: "cli/unknown-command" },
  { argv: ["--sync"], code: "cli/unknown-option" },
  { argv: ["help", "sink"], code: "cli/unknown-command" },
] as const;
for (const { argv, code } of REFUSED) {
  Deno.test(`parseArgv() refuses ${argv.join(" ")} with ${code}`, async () => {
    await assertRejects(() => parse(argv), [code]);
  });
}
