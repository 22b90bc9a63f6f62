// The completion scripts of the shells, from the library made for it. A script asks us back: `NAME complete -- WORDS`.
import { script } from "@bomb.sh/tab";
import { adaptBashScript } from "./bash_completion.ts";
import { adaptZshScript } from "./zsh_completion.ts";
import type { Terminal } from "../system/system.ts";

/** The shells there are scripts for. */
export const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
export type Shell = typeof SHELLS[number];

/** What the scripts understand after the candidates (cobra's ShellCompDirective). */
export const DIRECTIVE = { noSpace: 2, noFiles: 4 } as const;

/** The script that completes `programName` in a shell. */
export function completionScript(shell: Shell, programName: string, terminal: Terminal): string {
  const text = terminal.capturePrinted(() => script(shell, programName, programName));
  if (shell === "bash") return adaptBashScript(text, programName);
  return shell === "zsh" ? adaptZshScript(text) : text;
}
