// exec and envExec: a program's output as text, and the report of a program that failed.
import { byteLength } from "../../go/bytes.ts";
import { formatValue } from "../../go/format.ts";
import { quote } from "../../go/quote.ts";
import { typeName } from "../../go/type_name.ts";
import { isNilMap, type Value } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";
import { asMap } from "./dicts.ts";
import type { ExecResult, TemplateWorld } from "./world.ts";

/** Helmfile pkg/tmpl/context_funcs.go Exec, EnvExec: standard error is dropped when the program succeeds. */
export function execFunctions(world: TemplateWorld): FunctionMap {
  return {
    exec: {
      params: ["string", "slice", "...string"],
      call: ([command, args, stdin]) => runProgram(world, { command, args, stdin }),
    },
    envExec: {
      params: ["map", "string", "slice", "...string"],
      call: ([env, command, args, stdin]) => runProgram(world, { command, args, stdin, env }),
    },
  };
}

interface Call {
  readonly command: Value | undefined;
  readonly args: Value | undefined;
  readonly stdin: Value | undefined;
  readonly env?: Value | undefined;
}

function runProgram(world: TemplateWorld, { command, args, stdin, env }: Call): string {
  const program = command as string, texts = textArguments((args ?? []) as Value[]);
  const result = start(world, program, texts, {
    env: textVariables(env ?? null),
    ...(stdin ? { stdin: stdin as string } : {}),
  });
  if (result.code !== 0) throw new Error(formatExit(result, [program, ...texts]));
  return result.stdout;
}

function start(world: TemplateWorld, ...call: Parameters<TemplateWorld["exec"]>): ExecResult {
  try {
    return world.exec(...call);
  } catch (error) {
    throw new Error(`unexpected error: ${(error as Error).message}`);
  }
}

function textArguments(args: readonly Value[]): string[] {
  return args.map((arg, i) => {
    if (typeof arg === "string") return arg;
    throw new Error(
      `unexpected type of arg "${reflectType(arg)}" in args ${formatValue([...args])} at index ${i}`,
    );
  });
}

function textVariables(env: Value): Record<string, string> {
  const map = asMap(env);
  if (isNilMap(map)) return {};
  return Object.fromEntries(
    Object.entries(map).map(([name, value]) => {
      if (typeof value === "string") return [name, value];
      throw new Error(
        `unexpected type of env "${reflectType(value)}" in envs ${formatValue(map)} at index ${name}`,
      );
    }),
  );
}

/** `%s` of a reflect.Type, which is a nil pointer for nil. */
function reflectType(value: Value): string {
  return value === null ? "%!s(<nil>)" : typeName(value);
}

/** Helmfile pkg/helmexec/exit_error.go. */
function formatExit(result: ExecResult, argv: readonly string[]): string {
  const words = argv.map((word, i) => indent(`${i}: ${word} (${byteLength(word)} bytes)`));
  const error = result.signal === undefined ? `exit status ${result.code}` : `signal: ${result.signal}`;
  const parts = [
    `PATH:\n${indent(result.path)}`,
    ["ARGS:", ...words].join("\n"),
    `ERROR:\n${indent(error)}`,
    `EXIT STATUS\n${indent(String(result.code))}`,
    result.stderr && `STDERR:\n${indent(result.stderr)}`,
    result.combined && `COMBINED OUTPUT:\n${indent(result.combined)}`,
  ];
  const report = parts.filter((part) => part !== "").join("\n\n");
  return `command ${quote(result.path)} exited with non-zero status:\n\n${report}`;
}

/** Indents the lines that are not empty; the line break before the last one is lost, as in Helmfile. */
function indent(text: string): string {
  const lines = text.split("\n");
  return lines.map((line, i) => line && `${i > 0 && i < lines.length - 1 ? "\n" : ""}  ${line}`).join("");
}
