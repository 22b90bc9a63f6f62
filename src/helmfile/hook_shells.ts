// What `shell:` of a hook may be, and how each of them takes a script.

/** A shell we know: its options unless others are given, and what comes before the text of a script. */
export interface HookShell {
  readonly options: readonly string[];
  /** Before the text of an inline script; missing where the text must lie in a file. */
  readonly inline?: string;
  /** Whether the first word after that text is `$0`, not an argument. */
  readonly takesName?: boolean;
  /** Before the path of a script. */
  readonly file?: string;
  /** The end of a file's name that it insists on. */
  readonly extension?: string;
}

/** The shells by name. */
const HOOK_SHELLS: Readonly<Record<string, HookShell>> = {
  bash: { options: ["-Eeuo", "pipefail"], inline: "-c", takesName: true },
  sh: { options: ["-e"], inline: "-c", takesName: true },
  dash: { options: ["-e"], inline: "-c", takesName: true },
  ash: { options: ["-e"], inline: "-c", takesName: true },
  ksh: { options: ["-e"], inline: "-c", takesName: true },
  zsh: { options: ["-e"], inline: "-c", takesName: true },
  pwsh: { options: ["-NoProfile", "-NonInteractive"], file: "-File", extension: ".ps1" },
  powershell: { options: ["-NoProfile", "-NonInteractive"], file: "-File", extension: ".ps1" },
  python3: { options: [], inline: "-c" },
  python: { options: [], inline: "-c" },
  node: { options: [] },
  perl: { options: [], inline: "-e" },
  ruby: { options: [], inline: "-e" },
  dax: { options: [] },
};

/** The shell of a hook, ready to be given a script. */
export interface ScriptShell extends HookShell {
  /** The base name: "bash". */
  readonly name: string;
  /** What is started. */
  readonly program: string;
}

/** What `shell:` means: a known shell has options of its own unless others are written, any other takes `-c`. */
export function scriptShell(shell = "bash"): ScriptShell {
  const [program = "bash", ...options] = shell.trim().split(/\s+/);
  const name = shellName(shell), known = HOOK_SHELLS[name] ?? { options: [], inline: "-c", takesName: true };
  return { ...known, name, program, options: options.length > 0 ? options : known.options };
}

/** For messages. */
export const SHELL_NAMES: readonly string[] = Object.keys(HOOK_SHELLS);

/** The program that `shell:` names, without folders and `.exe`. */
export function shellName(shell: string): string {
  const [program = ""] = shell.trim().split(/\s+/);
  return program.split(/[\\/]/).at(-1)!.replace(/\.exe$/i, "");
}

/** Whether scripts can be given to it: a shell of the table, with options or not, or any program by its path. */
export function isKnownShell(shell: string): boolean {
  return shellName(shell) in HOOK_SHELLS || /[\\/]/.test(shell.trim().split(/\s+/)[0] ?? "");
}
