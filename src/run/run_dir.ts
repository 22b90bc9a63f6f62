// The private directory of a run: the bash prelude, the record files of the hooks, the helmfile command for their
// PATH. Made when the first hook needs it, removed at the end of the run.
import type { System } from "../system/system.ts";
import { bashEnvValue, bashPrelude, MOST_RECORDS, PRELUDE_NAME } from "./post_mortem/bash_prelude.ts";
import { type BashRecords, parseBashRecords } from "./post_mortem/bash_records.ts";
import { createPathShim } from "./hooks/path_shim.ts";
import { MARKER_NAME, newRunToken, processMarker } from "./processes/process_marker.ts";
import { makeTemporaryFolder } from "../files/temporary_folder.ts";

/** What hooks of a run share on disk. */
export interface RunDir {
  /** What lets bash observe a hook, to be laid over its environment. */
  observe(hookId: string, env: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** The records of a hook that has ended; they are removed from disk. */
  takeRecords(hookId: string): BashRecords;
  /** Writes a file that only this user can read, and gives its path. */
  write(name: string, text: string): string;
  /** PATH with a `helmfile` command on it; the given one if it has one. */
  pathWithSelf(path: string | undefined): string | undefined;
  remove(): void;
}

/** A record file beyond this is cut in the middle: the first failures and the last are what counts. */
const MOST_BYTES = 1_000_000;

/** A run's directory; nothing is written before it is needed. */
export function createRunDir(system: System, runToken: string = newRunToken()): RunDir {
  const { files } = system;
  let directory: string | undefined;
  const path = () => directory ??= prepare(system, runToken);
  let shimmed: { given: string | undefined; result: string | undefined } | undefined;
  return {
    observe: (hookId, env) =>
      observationEnv(path(), { marker: processMarker(hookId, { env: system.env, runToken }), env }),
    takeRecords(hookId) {
      const name = `${runToken}-${hookId}`;
      if (files.stat(`${path()}/${name}`) === undefined) return { shells: [], failures: [] };
      const take = (name: string) => {
        const bytes = files.readBytes(`${path()}/${name}`);
        files.remove(`${path()}/${name}`);
        return bytes;
      };
      const bytes = take(name), records = parseBashRecords(readEnds(bytes));
      // Only then has a shell gone on in a file of its own.
      if (bytes.length <= MOST_BYTES && records.failures.length < MOST_RECORDS) return records;
      const rest = files.readDir(path()).filter((entry) => entry.name.startsWith(`${name}.`))
        .map((entry) => readEnds(take(entry.name)));
      return parseBashRecords([readEnds(bytes), ...rest].join("\0"));
    },
    write(name, text) {
      const file = `${path()}/${name}`;
      files.write(file, text, 0o600);
      return file;
    },
    pathWithSelf(given) {
      if (!shimmed || shimmed.given !== given) {
        shimmed = { given, result: createPathShim(given, { system, directory: path }) };
      }
      return shimmed.result;
    },
    remove() {
      if (directory !== undefined) files.remove(directory);
      directory = undefined;
    },
  };
}

function prepare({ files }: System, runToken: string): string {
  const directory = makeTemporaryFolder(files, { runToken });
  files.write(`${directory}/${PRELUDE_NAME}`, bashPrelude(directory), 0o600);
  return directory;
}

/** An outer run's prelude is not chained: its records would name our hooks' commands as its own. */
function observationEnv(
  directory: string,
  { marker, env }: { marker: string; env: Readonly<Record<string, string>> },
): Readonly<Record<string, string>> {
  const own = usersOwn(env.BASH_ENV);
  return {
    [MARKER_NAME]: marker,
    BASH_ENV: bashEnvValue(`${directory}/${PRELUDE_NAME}`),
    ...(own === undefined ? {} : { BOATHOOK_BASH_ENV: own }),
  };
}

function usersOwn(bashEnv: string | undefined): string | undefined {
  return bashEnv === "" || bashEnv?.endsWith(`/${PRELUDE_NAME}`) ? undefined : bashEnv;
}

/** What the user's own BASH_ENV names, as it is written. */
export function userBashEnv(env: System["env"]): { readonly userBashEnv?: string } {
  const own = usersOwn(env.get("BASH_ENV"));
  return own === undefined ? {} : { userBashEnv: own };
}

function readEnds(bytes: Uint8Array): string {
  const decoder = new TextDecoder();
  if (bytes.length <= MOST_BYTES) return decoder.decode(bytes);
  return decoder.decode(bytes.subarray(0, MOST_BYTES / 2)) + "\0" +
    decoder.decode(bytes.subarray(-MOST_BYTES / 2));
}
