// The program: the real world and the words of the command line → an exit code.
import { runProgram } from "./src/commands/program.ts";
import { createDenoSystem } from "./src/system/deno_system.ts";

// Not Deno.exit: a compiled program writes its code cache only when the main module ends by itself.
Deno.exitCode = await runProgram(Deno.args, createDenoSystem());
