// The command in the arguments of a helm call.
import { commandWords } from "../../src/helm/command_words.ts";
import { assertEquals } from "../support/assert.ts";

const CASES: readonly (readonly [args: string, command: string, rest: string])[] = [
  ["upgrade --install api ./c", "upgrade", "--install api ./c"],
  ["--kube-context x --debug upgrade api", "upgrade", "api"],
  ["--kube-context=x repo add stable https://x", "repo add", "stable https://x"],
  ["diff upgrade api", "diff upgrade", "api"],
  ["plugin --help", "plugin", "--help"],
  ["repo", "repo", ""],
  ["--debug", "", ""],
];
for (const [args, command, rest] of CASES) {
  Deno.test(`commandWords() of "${args}" is "${command}"`, () => {
    const found = commandWords(args.split(" "));
    assertEquals([found.command.join(" "), found.rest.join(" ")], [command, rest]);
  });
}
