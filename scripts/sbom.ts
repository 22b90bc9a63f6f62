// What the executable is made of, as a CycloneDX 1.6 document on standard output: the libraries main.ts reaches, with
// their sums from deno.lock, and the runtime they are compiled with.
//
//   deno run -A scripts/sbom.ts > sbom.cdx.json
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** What we read of deno.lock. */
export interface Lock {
  readonly npm: Readonly<
    Record<string, { readonly integrity: string; readonly dependencies?: readonly string[] }>
  >;
}

/** What the document is about. */
export interface SbomSubject {
  readonly name: string;
  readonly version: string;
  readonly denoVersion: string;
  /** Keys of `lock.npm` that the program imports itself. */
  readonly imports: readonly string[];
  readonly serialNumber: string;
  readonly timestamp: string;
}

/** The document as data. Throws when the lock lacks a package. */
export function formatSbom(lock: Lock, subject: SbomSubject): Record<string, unknown> {
  const { name, version, denoVersion, imports, serialNumber, timestamp } = subject;
  const ref = `pkg:github/boathook/${name}@v${version}`;
  const deno = `pkg:github/denoland/deno@v${denoVersion}`;
  const reached = reach(lock, imports);
  return {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: `urn:uuid:${serialNumber}`,
    version: 1,
    metadata: {
      timestamp,
      component: { type: "application", "bom-ref": ref, name, version, purl: ref },
    },
    components: [
      { type: "platform", "bom-ref": deno, name: "deno", version: denoVersion, purl: deno },
      ...reached.map((key) => formatComponent(key, lock)),
    ],
    dependencies: [
      { ref, dependsOn: [deno, ...imports.map(purlOf)].sort() },
      ...reached.map((key) => ({ ref: purlOf(key), dependsOn: needsOf(key, lock).map(purlOf).sort() })),
    ],
  };
}

/** The packages and all they need, sorted. */
function reach(lock: Lock, imports: readonly string[]): string[] {
  const found = new Set<string>();
  const pending = [...imports];
  for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    pending.push(...needsOf(key, lock));
  }
  return [...found].sort();
}

/** The keys of what a package needs: the lock leaves the version out where there is only one. */
function needsOf(key: string, lock: Lock): string[] {
  const entry = lock.npm[key];
  if (!entry) throw new Error(`Cannot describe "${key}": deno.lock has no such package`);
  return (entry.dependencies ?? []).map((named) => {
    if (named in lock.npm) return named;
    const full = Object.keys(lock.npm).find((candidate) => nameAndVersion(candidate).name === named);
    if (!full) throw new Error(`Cannot describe "${key}": deno.lock has no "${named}", which it needs`);
    return full;
  });
}

function formatComponent(key: string, lock: Lock): Record<string, unknown> {
  const { name, version } = nameAndVersion(key);
  const purl = purlOf(key);
  const [, base64 = ""] = lock.npm[key]!.integrity.split("sha512-");
  const content = Buffer.from(base64, "base64").toString("hex");
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version,
    purl,
    hashes: [{ alg: "SHA-512", content }],
  };
}

function purlOf(key: string): string {
  const { name, version } = nameAndVersion(key);
  return `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;
}

/** `@scope/name@1.2.3_peer@4.5.6` is the name and its version. */
function nameAndVersion(key: string): { name: string; version: string } {
  const [, name = key, version = ""] = /^(@?[^@]+)@([^_]+)/.exec(key) ?? [];
  return { name, version };
}

/** The libraries that main.ts leads to, as keys of the lock. */
async function readImports(): Promise<string[]> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", join(ROOT, "main.ts")],
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("deno info failed");
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as {
    readonly modules: readonly { readonly npmPackage?: string }[];
  };
  return [...new Set(modules.flatMap(({ npmPackage }) => npmPackage ?? []))].sort();
}

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(await Deno.readTextFile(join(ROOT, name)));
}

/** The document of this checkout. */
export async function readSbom(): Promise<Record<string, unknown>> {
  const { version } = await readJson<{ version: string }>("deno.json");
  return formatSbom(await readJson<Lock>("deno.lock"), {
    name: "boathook",
    version,
    denoVersion: Deno.version.deno,
    imports: await readImports(),
    serialNumber: crypto.randomUUID(),
    timestamp: new Date().toISOString(),
  });
}

if (import.meta.main) console.log(JSON.stringify(await readSbom(), null, 2));
