// Environment variables.
import type { FunctionMap } from "../template.ts";
import type { TemplateWorld } from "./world.ts";

/** sprig env and expandenv, Helmfile requiredEnv (where an empty variable counts as missing). */
export function environmentFunctions(world: TemplateWorld): FunctionMap {
  const lookUp = (name: string) => isPossible(name) ? world.env(name) ?? "" : "";
  return {
    env: { params: ["string"], call: ([name]) => lookUp(name as string) },
    expandenv: { params: ["string"], call: ([text]) => expandVariables(text as string, lookUp) },
    requiredEnv: {
      params: ["string"],
      call: ([name]) => {
        const value = lookUp(name as string);
        if (value === "") throw new Error(`required env var \`${name}\` is not set`);
        return value;
      },
    },
  };
}

/** No variable can have such a name, and asking the system for it may be an error. */
function isPossible(name: string): boolean {
  return name !== "" && !/[=\0]/.test(name);
}

/**
 * os.Expand: `$name`, `${name}` and the shell's one-character names. A dollar before anything else stays; `${}` and
 * an unclosed `${` are eaten.
 */
function expandVariables(text: string, lookUp: (name: string) => string): string {
  const pattern = /\$(?:\{([^}]*)\}|\{|([*#$@!?\-0-9])|(\w+))/g;
  return text.replace(pattern, (_, braced?: string, special?: string, plain?: string) => {
    return lookUp(braced ?? special ?? plain ?? "");
  });
}
