// A program to start → whether setsid(1) can make it the leader of a session for us. Apart from starting processes, as
// it is only a short cut: `detached` has Deno fork, and to copy a process as large as ours takes milliseconds, in which
// everything else waits; without it, posix_spawn takes a tenth.

/** A setsid that nobody put in our way: PATH is the user's. */
const PLACES = ["/usr/bin/setsid", "/bin/setsid"];

let place: string | undefined | null = null;
/** What programs of the kernel's own format were like when they were read. */
const known = new Map<string, string>();

/**
 * The path of setsid(1), if there is one and the program is sure to start: else Deno must be the one to fail. Started
 * by us it leads no group, so that it becomes the program without a fork and keeps its pid.
 */
export function setsidFor(program: string): string | undefined {
  if (Deno.build.os !== "linux" || !canExecute(program)) return undefined;
  if (place === null) place = PLACES.find((path) => stateForAll(path) !== undefined);
  return place;
}

function canExecute(program: string): boolean {
  const state = program.startsWith("/") ? stateForAll(program) : undefined;
  if (state === undefined) return false;
  if (known.get(program) === state) return true;
  const head = readHead(program);
  if (head.startsWith("\x7fELF")) {
    known.set(program, state);
    return true;
  }
  const interpreter = /^#![ \t]*(\/[^ \t\n]+)[^\n]*\n/.exec(head)?.[1];
  return interpreter !== undefined && stateForAll(interpreter) !== undefined &&
    readHead(interpreter).startsWith("\x7fELF");
}

/** What changes when a file does; undefined unless everybody may execute it, whoever we are. */
function stateForAll(path: string): string | undefined {
  try {
    const { isFile, mode, dev, ino, size, mtime } = Deno.statSync(path);
    const mayAll = isFile && ((mode ?? 0) & 0o111) === 0o111;
    return mayAll ? `${dev} ${ino} ${size} ${mtime?.getTime()}` : undefined;
  } catch {
    return undefined;
  }
}

/** The kernel looks for an interpreter in the first 256 bytes; each byte a character. */
function readHead(path: string): string {
  try {
    using file = Deno.openSync(path);
    const bytes = new Uint8Array(256);
    const length = file.readSync(bytes) ?? 0;
    return String.fromCharCode(...bytes.subarray(0, length));
  } catch {
    return "";
  }
}
