// The program: its table of commands around what runs one of them.
import type { System } from "../system/system.ts";
import { COMMANDS, REMOVED_COMMANDS } from "./registry.ts";
import { runWords } from "./shared/run_words.ts";

/** Runs the program to its end and gives the exit code; never throws. */
export async function runProgram(argv: readonly string[], system: System): Promise<number> {
  return await runWords(argv, system, { commands: COMMANDS, removed: REMOVED_COMMANDS });
}
