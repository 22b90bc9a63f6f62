// A helm that is none: in, the arguments of a call and what it is to have installed; out, what a real helm would print.
import type { Files } from "../system/system.ts";
import type { HelmWords } from "./helm_words.ts";

/** What the stand-in has and says. */
export interface HelmAnswers {
  /** "3.17.3". */
  readonly version: string;
  /** NAME or NAMESPACE/NAME. */
  readonly installed: readonly string[];
  /** Of these, what an upgrade changes; all if missing. */
  readonly changed?: readonly string[] | undefined;
}

/** How a call ends. */
export interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A call that ends well and prints this. */
export function said(stdout = "", exit = 0): Answer {
  return { exit, stdout, stderr: "" };
}

/** A release in a namespace, as calls name it. */
interface Owner {
  readonly name: string;
  readonly namespace: string;
}

/** Answers a call that nothing makes fail. Charts that it would fetch become empty ones. */
export function answerHelm(call: HelmWords, answers: HelmAnswers, files: Pick<Files, "write">): Answer {
  const owner = { name: call.subject, namespace: call.option("--namespace") ?? "" };
  const isThere = isAmong(owner, answers.installed);
  const changes = !isThere || answers.changed === undefined || isAmong(owner, answers.changed);
  switch (call.command) {
    case "version":
      return said(`v${answers.version}+gstandin\n`);
    case "list":
      return said(JSON.stringify(listed(owner.namespace, answers)));
    case "upgrade":
      return said(call.option("--output") === "json" ? stored(owner, changes ? "2" : "1") : "");
    case "get manifest":
      return isThere ? said(manifestOf(owner, "1")) : { exit: 1, stdout: "", stderr: NOT_FOUND };
    case "template":
      return said(manifestOf(owner, changes ? "2" : "1"));
    case "diff upgrade":
      return said("", changes ? 2 : 0);
    case "secrets decrypt":
    case "secrets view":
      return said("{}\n");
    case "history":
      return said("[]");
    case "pull":
    case "fetch":
      fetchChart(call, files);
      return said();
    default:
      return said();
  }
}

const NOT_FOUND = "Error: release: not found\n";

function isAmong({ name, namespace }: Owner, entries: readonly string[]): boolean {
  return entries.some((entry) => entry === name || entry === `${namespace}/${name}`);
}

/** An entry without a namespace is in each that is asked for. */
function listed(namespace: string, { installed }: HelmAnswers) {
  return installed.flatMap((entry) => {
    const [name = "", own = namespace] = entry.split("/").toReversed();
    if (own !== namespace) return [];
    const chart = { chart: `${name}-0.1.0`, app_version: "0.1.0" };
    const state = { revision: "1", updated: "2026-01-02 03:04:05 +0000 UTC", status: "deployed" };
    return [{ name, namespace, ...state, ...chart }];
  });
}

function manifestOf({ name }: Owner, content: string): string {
  return `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  content: "${content}"\n`;
}

function stored(owner: Owner, content: string): string {
  return JSON.stringify({ name: owner.name, manifest: manifestOf(owner, content), hooks: [] });
}

function fetchChart(call: HelmWords, files: Pick<Files, "write">): void {
  const folder = call.option("--untardir") ?? call.option("--destination") ?? ".";
  const name = call.subject.split("/").at(-1)!.replace(/[:@].*$/, "") || "chart";
  files.write(`${folder}/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`);
}
