// The program: the real world and the words of the command line → an exit code.
import { runProgram } from "./src/commands/program.ts";
import { createDenoSystem } from "./src/system/deno_system.ts";

// Not Deno.exit: the program ends when all that it began has ended.
Deno.exitCode = await runProgram(Deno.args, createDenoSystem());
