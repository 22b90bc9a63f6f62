// A call of helm as the stand-in wrote it down → the call by what it means to helm: the order among different flags,
// `--a b` against `--a=b`, aliases and the spelling of local paths do not count; the order of values files does.
import { normalize } from "node:path/posix";

/** A call of the stand-in, with paths already made independent of the folder it ran in. */
export interface HelmCall {
  readonly argv: readonly string[];
  readonly values: readonly unknown[];
  readonly cwd?: string;
  readonly chart?: string;
  readonly setFiles?: readonly unknown[];
  readonly stdin?: string;
  readonly chartYaml?: unknown;
}

type Flag = [name: string, value: unknown];

/** Flags that take no value. */
const SWITCHES = new Set(
  `--install --wait-for-jobs --atomic --force --force-replace --force-conflicts --rollback-on-failure
--recreate-pods --cleanup-on-fail --create-namespace --reset-values --reuse-values --verify --devel --enable-dns
--skip-crds --include-crds --skip-schema-validation --disable-openapi-validation --disable-validation --hide-notes
--take-ownership --plain-http --insecure-skip-tls-verify --untar --allow-unreleased --detailed-exitcode
--suppress-secrets --show-secrets --no-hooks --include-tests --skip-tests --strip-trailing-cr --no-color --color
--short --deployed --failed --pending --uninstalling --all --logs --debug --validate --skip-refresh --force-update
--pass-credentials --password-stdin --insecure --failfast --debugPlugin --strict --quiet --no-validate --wait
--dry-run`.split(/\s+/),
);
const PATH_FLAGS = new Set(
  "--output-dir --ca-file --cert-file --key-file --keyring --registry-config --untardir --destination".split(
    " ",
  ),
);
/** At which word of a command its chart stands. */
const CHART_AT: Readonly<Record<string, number>> = {
  upgrade: 2,
  install: 2,
  template: 2,
  lint: 1,
  unittest: 1,
  dependency: 2,
  diff: 3,
  show: 2,
  pull: 1,
};
const ALIASES: Readonly<Record<string, string>> = {
  delete: "uninstall",
  del: "uninstall",
  fetch: "pull",
  dep: "dependency",
  ls: "list",
};

/** The call with all that does not matter to helm taken out. */
export function canonicalCall(call: HelmCall) {
  const { words, flags } = splitCall(call.argv);
  if (words[0] !== undefined) words[0] = ALIASES[words[0]] ?? words[0];
  const at = CHART_AT[words[0] ?? ""];
  if (at !== undefined && words.length > at && call.chart) words[at] = call.chart;
  const { values, stdin, chartYaml } = call;
  return { words, flags: settledFlags(flags, call), values, stdin, chartYaml };
}

/** The calls that change or fetch something: none that only look, and one dependency build for each chart in need. */
export function withoutProbes(calls: readonly HelmCall[]): HelmCall[] {
  const built = new Set<string | undefined>();
  return calls.filter((call) => {
    const { words } = canonicalCall(call);
    if (words[0] === "list" || words[0] === "show") return false;
    if (words[0] !== "dependency" || words[1] !== "build") return true;
    const { dependencies } = (call.chartYaml ?? {}) as { dependencies?: readonly unknown[] };
    if (!dependencies?.length || built.has(call.chart)) return false;
    built.add(call.chart);
    return true;
  });
}

function splitCall(argv: readonly string[]): { words: string[]; flags: Flag[] } {
  const words: string[] = [];
  const flags: Flag[] = [];
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    const next = argv[i + 1];
    const [, name, value] = /^(--[^=]*)=(.*)$/s.exec(word) ?? [];
    if (name !== undefined) flags.push([name, value]);
    else if (!isFlag(word)) words.push(word);
    else if (SWITCHES.has(word) || next === undefined || isFlag(next)) flags.push([word, ""]);
    else {
      flags.push([word === "-n" ? "--namespace" : word, next]);
      i++;
    }
  }
  return { words, flags };
}

function isFlag(word: string): boolean {
  return word.startsWith("-") && word.length > 1;
}

function settledFlags(flags: readonly Flag[], { cwd = "$DIR", setFiles = [] }: HelmCall): Flag[] {
  const contents = [...setFiles];
  const settled = flags.map(([name, value]): Flag => {
    const isRelative = typeof value === "string" && value !== "" && !/^[$/]/.test(value);
    if (PATH_FLAGS.has(name) && isRelative) return [name, normalize(`${cwd}/${value}`)];
    return name === "--set-file" && contents.length > 0 ? [name, contents.shift()] : [name, value];
  });
  return settled
    .filter(([name], i) => !isLastHeeded(name) || !settled.slice(i + 1).some(([other]) => other === name))
    .sort(([a], [b]) => a < b ? -1 : a > b ? 1 : 0);
}

/** helm heeds the last one only. */
function isLastHeeded(name: string): boolean {
  return name === "--kube-context" || name === "--kubeconfig";
}
