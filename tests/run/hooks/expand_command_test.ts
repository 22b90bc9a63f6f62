// A failed command as it ran.
import assert from "node:assert/strict";
import { expandCommand } from "../../../src/run/hooks/expand_command.ts";

const values = {
  variables: new Map([["host", "db"], ["port", "5432"], ["DB_PASSWORD", "x"]]),
  args: ["one", "two"],
};

const CASES: Readonly<Record<string, string | undefined>> = {
  'curl "http://$host:${port}/"': 'curl "http://db:5432/"',
  "psql -p $DB_PASSWORD $host": "psql -p *** db",
  "awk '{print $host}'": undefined,
  'echo "it\'s $host"': `echo "it's db"`,
  "echo \\$host $1 $@": "echo \\$host one one two",
  "echo ${host:-x} $(date) $unknown": undefined,
  "echo plain": undefined,
};

for (const [command, expect] of Object.entries(CASES)) {
  Deno.test(`expandCommand() expands: ${command}`, () =>
    assert.equal(expandCommand(command, values), expect));
}
