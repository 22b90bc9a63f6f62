// Exit codes → what they mean, by the tool that gave them. Facts from the tools' manual pages.
import { SIGNAL_NUMBERS } from "../processes/child_end.ts";

/** What the exit code of a command says, in a few words; undefined if the code is the command's own affair. */
export function exitCodeMeaning(code: number, command: string): string | undefined {
  const tool = toolOf(command);
  const own = tool === undefined ? undefined : TOOLS[tool]?.[code];
  if (own !== undefined) return `${tool}: ${own}`;
  if (code === 137) return "killed by SIGKILL: often out of memory";
  const signal = signalOf(code);
  return signal === undefined ? GENERAL[code] : `killed by ${signal}`;
}

/** The signal in a shell's 128+n. */
export function signalOf(code: number): string | undefined {
  if (code <= 128) return undefined;
  return Object.entries(SIGNAL_NUMBERS).find(([, number]) => number === code - 128)?.[0];
}

const GENERAL: Readonly<Record<number, string>> = {
  124: "the time limit of a `timeout` command was reached",
  125: "the command that should start another one failed itself",
  126: "found, but not executable",
  127: "command not found",
};

/** The program a command starts with, behind assignments and the commands that only start another. */
export function toolOf(command: string): string | undefined {
  const words = command.trim().split(/\s+/);
  const at = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(word) && !WRAPPERS.has(word));
  return words[at]?.split("/").at(-1)?.replace(/^["']|["']$/g, "");
}

const WRAPPERS = new Set(["sudo", "env", "exec", "command", "nice", "nohup", "time", "builtin"]);

const TOOLS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  curl: {
    1: "unsupported protocol",
    2: "failed to initialise, often a wrong option",
    3: "malformed URL",
    5: "could not resolve the proxy",
    6: "could not resolve the host",
    7: "could not connect to the host",
    16: "HTTP/2 error",
    18: "the transfer ended early",
    22: "the server answered 400 or above (-f)",
    23: "could not write what was received",
    26: "could not read a local file",
    28: "timed out",
    35: "TLS handshake failed",
    47: "too many redirects",
    52: "the server answered nothing",
    55: "sending failed",
    56: "receiving failed: the connection was reset",
    58: "a problem with the client certificate",
    60: "the server's certificate could not be verified",
    67: "login denied",
    77: "could not read the CA certificates",
  },
  wget: {
    1: "generic error",
    2: "wrong option",
    3: "file error",
    4: "network failure",
    5: "TLS verification failed",
    6: "login failed",
    7: "protocol error",
    8: "the server answered with an error",
  },
  psql: {
    1: "a fatal error of its own, such as a missing file",
    2: "the connection to the server failed",
    3: "an error in a script while ON_ERROR_STOP was set",
  },
  pg_isready: {
    1: "the server refuses connections: it is starting up",
    2: "no answer from the server",
    3: "no attempt was made: wrong parameters",
  },
  ssh: { 255: "the connection failed" },
  scp: { 255: "the connection failed" },
  rsync: {
    10: "error in socket I/O",
    11: "error in file I/O",
    12: "error in the protocol data stream",
    23: "some files were not transferred",
    24: "some source files vanished",
    30: "timed out",
  },
  helm: { 2: "changes were found (helm diff --detailed-exitcode)" },
  terraform: { 2: "changes are pending (plan -detailed-exitcode)" },
  grep: { 1: "nothing matched" },
  diff: { 1: "the files differ" },
  jq: {
    1: "the last output was false or null (-e)",
    2: "wrong usage or missing input file",
    3: "the filter does not compile",
    4: "no output was produced (-e)",
    5: "the input is no JSON, or not what the filter expects",
  },
  git: { 129: "wrong usage" },
  aws: {
    252: "wrong syntax",
    253: "missing credentials or configuration",
    254: "the service returned an error",
    255: "failed",
  },
  docker: {
    125: "the docker daemon failed",
    126: "not executable in the container",
    127: "not found in the container",
  },
  xargs: {
    123: "a command it ran failed",
    124: "a command it ran gave up (255)",
    125: "a command it ran was killed",
  },
  timeout: {
    124: "the time limit was reached",
    125: "timeout itself failed",
    137: "killed after the time limit (-k)",
  },
  make: { 1: "a target is not up to date (-q)", 2: "a recipe failed" },
  test: { 1: "the condition is false" },
  "[": { 1: "the condition is false" },
  "[[": { 1: "the condition is false" },
};
