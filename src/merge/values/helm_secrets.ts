// Files encrypted for helm-secrets: in, an absolute path; out, the decrypted text, which stays in memory.
// Source: Helmfile pkg/helmexec/exec.go DecryptSecret, which caches by absolute path too.
import { join } from "node:path";
import { fail, type Span } from "../../diagnostics/diagnostic.ts";
import { displayPath } from "../../files/read.ts";
import { makeTemporaryFolder } from "../../files/temporary_folder.ts";
import { fromBytes } from "../../go/bytes.ts";
import type { System } from "../../system/system.ts";
import type { Session } from "../session.ts";
import { decryptedTexts } from "../vals/secret_texts.ts";

/** Which helm decrypts, and whom a failure is blamed on. */
export interface DecryptOptions {
  readonly helmBinary: string;
  readonly span?: Span | undefined;
}

/** Decrypts a file with `helm secrets`, once per loading; fails at the span if helm does. */
export function decryptFile(path: string, session: Session, options: DecryptOptions): string {
  const known = session.secrets.get(path);
  if (known !== undefined) return known;
  session.notice("info", `Decrypting secret ${path}`);
  const text = runHelmSecrets(path, session, options);
  session.secrets.set(path, text);
  return text;
}

/** Decrypts a text by way of a private file that is removed again. */
export function decryptText(text: string, session: Session, options: DecryptOptions): string {
  const { files } = session.system;
  const folder = makeTemporaryFolder(files, { prefix: "secrets-" });
  const path = join(folder, "embedded.yaml.enc");
  try {
    files.write(path, text, 0o600);
    return runHelmSecrets(path, session, options);
  } finally {
    files.remove(folder);
  }
}

function runHelmSecrets(
  path: string,
  { system, options, keepSecret }: Session,
  { helmBinary, span }: DecryptOptions,
): string {
  const { processes, env, cwd } = system;
  const connection = [
    ...options.kubeconfig ? ["--kubeconfig", options.kubeconfig] : [],
    ...options.kubeContext ? ["--kube-context", options.kubeContext] : [],
  ];
  const args = [...connection, "secrets", decryptVerb(system), path];
  const failWith = (why: string, said?: string): never =>
    fail("secrets/not-decrypted", `Cannot decrypt "${displayPath(path, system)}": ${why}`, {
      ...(span ? { span } : {}),
      ...(said ? { notes: [{ message: said }] } : {}),
      hint: "secrets need the helm-secrets plugin and access to the key",
    });
  if (processes.which(helmBinary, env.get("PATH")) === undefined) {
    failWith(`"${helmBinary}" is not on the PATH`);
  }
  const { code, stdout, stderr } = processes.runSync({ command: helmBinary, args, cwd, env: env.all() });
  if (code !== 0) failWith(`helm secrets ended with exit code ${code}`, fromBytes(stderr).trim());
  const text = fromBytes(stdout);
  for (const secret of decryptedTexts(text)) keepSecret(secret);
  return text;
}

// helm-secrets printed with `view` before version 4.
function decryptVerb(system: System): "decrypt" | "view" {
  const { files, env } = system;
  const data = env.get("XDG_DATA_HOME") || join(env.get("HOME") ?? system.cwd, ".local", "share");
  const folder = env.get("HELM_PLUGINS") || join(env.get("HELM_DATA_HOME") || join(data, "helm"), "plugins");
  if (!files.stat(folder)?.isDirectory) return "decrypt";
  for (const { name } of files.readDir(folder)) {
    const path = join(folder, name, "plugin.yaml");
    const text = files.stat(path)?.isFile ? files.readText(path) : "";
    const [, major] = /^version:\s*["']?v?(\d+)\./m.exec(text) ?? [];
    if (/^name:\s*["']?secrets["']?\s*$/m.test(text) && major !== undefined) {
      return Number(major) < 4 ? "view" : "decrypt";
    }
  }
  return "decrypt";
}
