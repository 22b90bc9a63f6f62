// What to do about a failed hook, by rule. A rule only speaks when what it says follows from the evidence.
import type { Files } from "../system/system.ts";
import { type BashMessage, parseBashMessage } from "./bash_messages.ts";
import type { ChildEnd } from "./child_end.ts";
import type { HookCause, LimitSource, OutputTail } from "./hook_failure.ts";

/** What the rules look at. */
export interface HintFacts {
  readonly cause: HookCause;
  readonly exitCode: number;
  readonly end: ChildEnd;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly message: BashMessage | undefined;
  readonly output: OutputTail;
  readonly limit?: LimitSource | undefined;
  /** The name of the shell, for a hook with a script. */
  readonly script?: string | undefined;
  readonly files: Files;
}

/** The hints that apply, the most specific first. */
export function hookHints(facts: HintFacts): readonly string[] {
  return RULES.flatMap((rule) => rule(facts) ?? []).slice(0, 3);
}

type Rule = (facts: HintFacts) => string | undefined;

const RULES: readonly Rule[] = [
  carriageReturn,
  missingInterpreter,
  missingShell,
  missingCommand,
  notExecutable,
  unsetVariable,
  connectionRefused,
  unknownHost,
  outOfMemory,
  timeLimit,
];

function carriageReturn({ files, argv, cwd, message, end, output }: HintFacts): string | undefined {
  const hasReturn = message?.text.includes("\r") ||
    output.lines.some(({ text }) =>
      /(\$'[^']*|^(\/\S*\/)?env: .*)\\r['’]/.test(text) || parseBashMessage(text)?.text.includes("\r")
    ) ||
    (end.type === "not_started" && firstLineOf(argv[0] ?? "", { files, cwd })?.endsWith("\r"));
  return hasReturn
    ? "the script has Windows line ends (CRLF): convert it with `sed -i 's/\\r$//' FILE`"
    : undefined;
}

function missingInterpreter({ files, argv, cwd, end }: HintFacts): string | undefined {
  if (end.type !== "not_started" || end.reason !== "bad-interpreter") return undefined;
  const shebang = /^#!\s*(\S+)/.exec(firstLineOf(argv[0] ?? "", { files, cwd }) ?? "")?.[1];
  return shebang === undefined
    ? undefined
    : `the file exists, but its first line asks for "${shebang}", which does not`;
}

function missingCommand({ cause, message, end, argv, files, cwd }: HintFacts): string | undefined {
  if (cause !== "not-found" || (end.type === "not_started" && end.reason !== "not-found")) return undefined;
  const name = message?.subject ?? (end.type === "not_started" ? argv[0] : undefined);
  if (name === undefined) return undefined;
  if (end.type === "not_started" && !name.includes("/") && files.stat(`${cwd}/${name}`)) {
    return `"${name}" is not on PATH; to run the file beside the state file, write ./${name}`;
  }
  return name.includes("/")
    ? `"${name}" does not exist; a relative path starts at the hook's working directory`
    : `"${name}" is not on PATH; install it or give its path`;
}

function notExecutable({ cause, message, end, argv, files, cwd }: HintFacts): string | undefined {
  if (cause !== "not-executable") return undefined;
  const name = message?.subject ?? (end.type === "not_started" ? argv[0] : undefined);
  if (name === undefined) return undefined;
  return files.stat(name.startsWith("/") ? name : `${cwd}/${name}`)?.isDirectory
    ? `"${name}" is a folder: name a file in it`
    : `make it executable: chmod +x ${name}`;
}

function unsetVariable({ cause, message }: HintFacts): string | undefined {
  if (cause !== "unset-variable" || message?.subject === undefined) return undefined;
  const name = message.subject.replace(/^\$/, "");
  return /^\d+$/.test(name)
    ? `it was called with too few arguments: there is no $${name}`
    : `"${name}" is not set: pass it in, or write \${${name}:-} if it may be empty`;
}

function connectionRefused({ output }: HintFacts): string | undefined {
  const line = output.lines.findLast(({ text }) =>
    /connection( to the server \S+)? (was )?refused/i.test(text)
  )?.text;
  if (line === undefined) return undefined;
  return /localhost:8080|127\.0\.0\.1:8080/.test(line)
    ? "kubectl without a cluster asks localhost:8080: check KUBECONFIG and the context"
    : undefined;
}

function unknownHost({ output }: HintFacts): string | undefined {
  const line = output.lines.findLast(({ text }) =>
    /could not resolve host|no such host|name or service not known/i.test(text)
  );
  return line ? "a host name did not resolve: names ending in .svc only do so inside the cluster" : undefined;
}

function outOfMemory({ cause, end, exitCode }: HintFacts): string | undefined {
  if (cause === "oom") {
    return "the kernel killed a process for want of memory: give the host or container more";
  }
  const isKilled = exitCode === 137 && (end.type === "exited" || end.type === "signaled");
  return isKilled
    ? "nobody here sent KILL: on Linux it is most often the kernel, short of memory"
    : undefined;
}

function timeLimit({ cause, limit }: HintFacts): string | undefined {
  if (cause === "stalled") return "raise the hook's `stallTimeout:` if it is silent while it works";
  if (cause !== "timeout" || limit?.setBy === "stop") return undefined;
  return limit === undefined || limit.setBy === "hook"
    ? "raise the hook's `timeout:` if it only needs longer"
    : "give the hook a `timeout:` of its own if it only needs longer";
}

function missingShell({ cause, end, script }: HintFacts): string | undefined {
  if (cause !== "not-found" || end.type !== "not_started" || end.reason !== "not-found") return undefined;
  return script === undefined || script === "dax" ? undefined : missingShellHint(script);
}

/** What to do about a `shell:` that the host lacks. */
export function missingShellHint(shell: string): string {
  return `this host has no ${shell}: install it, or choose another \`shell:\`; \`dax\` needs nothing on the host`;
}

function firstLineOf(path: string, { files, cwd }: { files: Files; cwd: string }): string | undefined {
  try {
    return files.readText(path.startsWith("/") ? path : `${cwd}/${path}`).split("\n", 1)[0];
  } catch {
    return undefined;
  }
}
