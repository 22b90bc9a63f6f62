// Environment variables.
import type { FunctionMap } from "../template.ts";
import type { TemplateWorld } from "./world.ts";

/** sprig env and expandenv, Helmfile requiredEnv (where an empty variable counts as missing). */
export function environmentFunctions(world: TemplateWorld): FunctionMap {
  return {
    env: { params: ["string"], call: ([name]) => world.env(name as string) ?? "" },
    expandenv: {
      params: ["string"],
      call: ([text]) => expandVariables(text as string, (name) => world.env(name) ?? ""),
    },
    requiredEnv: {
      params: ["string"],
      call: ([name]) => {
        const value = world.env(name as string);
        if (!value) throw new Error(`required env var \`${name}\` is not set`);
        return value;
      },
    },
  };
}

/**
 * os.Expand: `$name`, `${name}` and the shell's one-character names. A dollar before anything else stays; `${}` and
 * an unclosed `${` are eaten.
 */
export function expandVariables(text: string, lookUp: (name: string) => string): string {
  const pattern = /\$(?:\{([^}]*)\}|\{|([*#$@!?\-0-9])|(\w+))/g;
  return text.replace(pattern, (_, braced?: string, special?: string, plain?: string) => {
    const name = braced ?? special ?? plain ?? "";
    return name === "" ? "" : lookUp(name);
  });
}
