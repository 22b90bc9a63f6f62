// A helm call's arguments → its name in a few words.
import { commandWords } from "../../helm/command_words.ts";
import type { HelmRef } from "../../run/events.ts";

/** `helm upgrade`, `helm dependency build`. */
export function helmOperation({ args }: HelmRef): string {
  return ["helm", ...commandWords(args).command].join(" ");
}
