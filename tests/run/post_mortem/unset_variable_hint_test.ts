// What is said about a variable that is not set, by the line that names it and what else is set.
import { unsetVariableHint } from "../../../src/run/post_mortem/unset_variable_hint.ts";
import { assertEquals } from "../../support/assert.ts";

const PLAIN = (name: string) => `"${name}" is not set: pass it in, or write \${${name}:-} if it may be empty`;

const MEANT = (name: string, meant: string) =>
  `"${name}" is not set, but "${meant}" is: is that the one? If it may be empty, write \${${name}:-}`;

const WORD = (name: string) =>
  `"${name}" was read as a variable, since a number is wanted here: it is a word of what it was given`;

const KEY = (array: string, name: string) =>
  `"${array}" is no associative array, so "${name}" was read as a variable: declare -A ${array} makes it one`;

const CASES: Readonly<
  Record<string, readonly [subject: string, line: string, script: string, expect: string]>
> = {
  "nothing near": ["DB_HOST", 'psql -h "$DB_HOST"', "", PLAIN("DB_HOST")],
  "a name of the script without a letter": ["REGON", "echo $REGON", "REGION=eu\n", MEANT("REGON", "REGION")],
  "two letters that changed places": [
    "REGOIN",
    "echo $REGOIN",
    "export REGION=eu\n",
    MEANT("REGOIN", "REGION"),
  ],
  "another case": ["name", "echo $name", "NAME=x\n", MEANT("name", "NAME")],
  "a name of the environment": ["HOOK_OUTPT", '>> "$HOOK_OUTPT"', "", MEANT("HOOK_OUTPT", "HOOK_OUTPUT")],
  "not a neighbour by its number": ["pod2", "echo $pod2", "pod1=x\n", PLAIN("pod2")],
  "not a name of another thing": ["DB_HOST", "echo $DB_HOST", "DB_PORT=1\n", PLAIN("DB_HOST")],
  "not a short name": ["x", "echo $x", "y=1\n", PLAIN("x")],
  "an argument": ["$2", 'name="$2"', "", "it was called with too few arguments: there is no $2"],
  "an element": ["pods[0]", "echo ${pods[0]}", "", "there is no element pods[0]"],
  "a key": ["eu", "echo ${HOSTS[$region]}", "HOSTS=()\n", KEY("HOSTS", "eu")],
  "a key as it stands": ["web", "hosts[web]=c", "", KEY("hosts", "web")],
  "no key of an associative array": ["web", "echo ${hosts[$web]}", "declare -A hosts\n", PLAIN("web")],
  "a word of a number": ["pods", 'count="3 pods"', "declare -i count\n", WORD("pods")],
  "no word of an expression": ["pods", "n=$((pods + 1))", "", PLAIN("pods")],
};

for (const [name, [subject, line, script, expect]] of Object.entries(CASES)) {
  Deno.test(`unsetVariableHint() tells ${name}`, () => {
    const facts = { isBash: true, isOfShell: true, line, script, given: ["HOOK_OUTPUT"] };
    assertEquals(unsetVariableHint(subject, facts), expect);
  });
}
