// The values behind vals references: in, a reference; out, what its backend holds. The backends that need only
// files, variables or a program at hand are here; all others are left to the program `vals`.
import { isAbsolute, join } from "node:path";
import { refuseEndless } from "../../files/read.ts";
import { fromBytes } from "../../go/bytes.ts";
import { isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";
import type { System } from "../../system/system.ts";
import { parseYaml } from "../../yaml/parse.ts";
import type { Lookup, Reference } from "./expand_references.ts";

interface Backend {
  /** The text behind the reference, its keys aside. */
  text(reference: Reference, world: SecretWorld): string;
  /** The document behind the reference; the text read as YAML unless given. */
  document?(reference: Reference, world: SecretWorld): Value;
}

interface SecretWorld {
  readonly system: System;
  /** The folder that relative paths start from: the state file's. */
  readonly dir: string;
}

const BACKENDS: Readonly<Record<string, Backend>> = {
  echo: { text: (reference) => reference.path, document: echoDocument },
  file: { text: readFileReference },
  envsubst: { text: substituteEnv },
  env: { text: (reference, { system }) => requireEnv(reference.path, system) },
  sops: { text: decryptSops },
  k8s: { text: readKubernetes },
};

/** A lookup for the references of one state file; each reference is fetched once. */
export function secretLookup(system: System, dir: string): Lookup {
  const known = new Map<string, Value>();
  return (reference) => {
    const cached = known.get(reference.text);
    if (cached !== undefined) return cached;
    const value = fetchSecret(reference, { system, dir });
    known.set(reference.text, value);
    return value;
  };
}

function fetchSecret(reference: Reference, world: SecretWorld): Value {
  const backend = Object.hasOwn(BACKENDS, reference.backend) ? BACKENDS[reference.backend] : undefined;
  if (!backend) return runVals(reference, world);
  if (reference.keys.length === 0) return backend.text(reference, world);
  const document = backend.document?.(reference, world) ?? parseYaml(backend.text(reference, world));
  return valueAt(document, reference, world);
}

/** The value that the keys lead to; nil where there is none, as in vals.go Get, unless that is forbidden. */
function valueAt(document: Value, { keys }: Reference, { system }: SecretWorld): Value {
  const isStrict = /^(1|t|true)$/i.test(system.env.get("HELMFILE_VALS_FAIL_ON_MISSING_KEY_IN_MAP") ?? "");
  return keys.reduce<Value>((at, key) => {
    if (isMap(at) && Object.hasOwn(at, key)) return at[key]!;
    if (isStrict) throw new Error(`no value found for key ${keys.join("/")}`);
    return null;
  }, document);
}

// `echo://a/b/c` is the document {a: {b: c}}.
function echoDocument({ path }: Reference): Value {
  const keys = path.split("/");
  return keys.slice(0, -1).reduceRight<Value>((inner, key) => newMap([[key, inner]]), keys.at(-1)!);
}

function readFileReference(reference: Reference, { system, dir }: SecretWorld): string {
  const path = isAbsolute(reference.path) ? reference.path : join(dir, reference.path);
  const stat = system.files.stat(path);
  if (stat === undefined) throw new Error(`open ${reference.path}: no such file or directory`);
  refuseEndless(path, stat);
  const bytes = system.files.readBytes(path);
  return reference.query.get("encode") === "base64" ? btoa(String.fromCharCode(...bytes)) : fromBytes(bytes);
}

function substituteEnv({ path }: Reference, { system }: SecretWorld): string {
  return path.replace(
    /\$(?:\{(\w+)(?::?-([^}]*))?\}|(\w+))/g,
    (_, braced, fallback, bare) => system.env.get(braced ?? bare) || (fallback ?? ""),
  );
}

function requireEnv(name: string, system: System): string {
  const value = system.env.get(name);
  if (value === undefined) throw new Error(`the environment variable ${name} is not set`);
  return value;
}

function decryptSops(reference: Reference, world: SecretWorld): string {
  const format = reference.query.get("format");
  const types = format ? ["--input-type", format, "--output-type", format] : [];
  return run("sops", ["--decrypt", ...types, reference.path], world);
}

// ref+k8s://v1/Secret/NAMESPACE/NAME/KEY
function readKubernetes(reference: Reference, world: SecretWorld): string {
  const [version, kind, namespace, name, key, ...more] = reference.path.split("/");
  if (version !== "v1" || !["Secret", "ConfigMap"].includes(kind!) || !key || more.length > 0) {
    throw new Error(
      `${reference.text}: expected k8s://v1/Secret/NAMESPACE/NAME/KEY, or ConfigMap for Secret`,
    );
  }
  const context = reference.query.get("kubeContext"), config = reference.query.get("kubeConfigPath");
  const connection = [...context ? ["--context", context] : [], ...config ? ["--kubeconfig", config] : []];
  const args = [
    ...connection,
    "get",
    kind!.toLowerCase(),
    name!,
    "--namespace",
    namespace!,
    "--output",
    "json",
  ];
  const { data } = parseYaml(run("kubectl", args, world)) as ValueMap;
  const value = isMap(data) ? data[key] : undefined;
  if (typeof value !== "string") throw new Error(`${kind} ${namespace}/${name} has no key ${key}`);
  if (kind === "ConfigMap") return value;
  return fromBytes(Uint8Array.from(atob(value), (char) => char.charCodeAt(0)));
}

function runVals(reference: Reference, world: SecretWorld): Value {
  const { processes, env } = world.system;
  if (processes.which("vals", env.get("PATH")) === undefined) {
    throw new Error(
      `no provider registered for scheme "${reference.backend}"; the program "vals" would know more`,
    );
  }
  return run("vals", ["get", `ref+${reference.text}`], world);
}

function run(command: string, args: readonly string[], { system, dir }: SecretWorld): string {
  const { processes, env } = system;
  if (processes.which(command, env.get("PATH")) === undefined) {
    throw new Error(`"${command}" is not on the PATH`);
  }
  const { code, stdout, stderr } = processes.runSync({ command, args, cwd: dir, env: env.all() });
  if (code !== 0) throw new Error(`${command} ended with exit code ${code}: ${fromBytes(stderr).trim()}`);
  return fromBytes(stdout).replace(/\n$/, "");
}
