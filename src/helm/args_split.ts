// `--args "--qps 5 --debug"` and the lists of helmDefaults → the words helm gets. Apart because its rules are
// Helmfile's own (pkg/argparser CollectArgs), not a shell's.

/**
 * Splits a text at blanks and keeps flags with at most one value each; a flag's repetitions move up to its first
 * use, and words that follow no flag are dropped. Source: Helmfile pkg/argparser/args.go CollectArgs, analyzeArgs.
 */
export function splitArgs(text: string): string[] {
  const wordsByFlag = new Map<string, string[]>();
  for (const { flag, words } of flagsOf(text)) {
    wordsByFlag.set(flag, [...wordsByFlag.get(flag) ?? [], ...words]);
  }
  return [...wordsByFlag.values()].flat();
}

function flagsOf(text: string): { flag: string; words: string[] }[] {
  const words = text.split(" ").filter((word) => word !== "");
  return words.flatMap((word, index) => {
    if (!isFlag(word)) return [];
    const equals = word.indexOf("=");
    if (equals !== -1) {
      const flag = word.slice(0, equals);
      return [{ flag, words: [equals === word.length - 1 ? flag : word] }];
    }
    const next = words[index + 1];
    return [{ flag: word, words: next === undefined || isFlag(next) ? [word] : [word, next] }];
  });
}

function isFlag(word: string): boolean {
  return word.startsWith("-");
}

/** Flags every helm command has (helm pkg/cli EnvSettings). */
const GLOBAL_FLAGS = new Set([
  "--burst-limit",
  "--color",
  "--colour",
  "--content-cache",
  "--debug",
  "--kube-apiserver",
  "--kube-as-group",
  "--kube-as-user",
  "--kube-ca-file",
  "--kube-context",
  "--kube-insecure-skip-tls-verify",
  "--kube-tls-server-name",
  "--kube-token",
  "--kubeconfig",
  "--namespace",
  "-n",
  "--qps",
  "--registry-config",
  "--repository-cache",
  "--repository-config",
]);

/** Flags of `helm dependency build` and `update` beside the global ones. */
const DEPENDENCY_FLAGS = new Set([
  "--ca-file",
  "--cert-file",
  "--insecure-skip-tls-verify",
  "--key-file",
  "--keyring",
  "--password",
  "--plain-http",
  "--skip-refresh",
  "--username",
  "--verify",
]);

/** Of some arguments those `helm dependency` takes. Source: Helmfile helmexec filterDependencyUnsupportedFlags. */
export function keepDependencyArgs(args: readonly string[]): string[] {
  let keeping = false;
  return args.filter((arg) => {
    const flag = arg.split("=")[0]!;
    if (isFlag(arg)) keeping = GLOBAL_FLAGS.has(flag) || DEPENDENCY_FLAGS.has(flag);
    return keeping;
  });
}
