// Where no line of a script is known: the file the hook could not be started from, else where the state file declares it.
import { firstLineOf } from "./hook_script.ts";
import type { HookEvidence, Scene } from "./hook_evidence.ts";
import type { FailurePlace } from "./hook_failure.ts";
import { placeAt } from "./place_at.ts";
import { readScriptFile, spanScript } from "./script_source.ts";

/** The place that explains most; undefined only for a hook that is declared nowhere. */
export function declaredPlace(evidence: HookEvidence, scene: Scene): FailurePlace | undefined {
  return firstLinePlace(evidence, scene) ?? stateFilePlace(evidence, scene);
}

/** The first line names what should run the script: a missing interpreter is a problem of that line. */
function firstLinePlace(evidence: HookEvidence, { search }: Scene): FailurePlace | undefined {
  const { report: { end }, argv, cwd, output } = evidence, [program = ""] = argv;
  const first = firstLineOf(program, evidence);
  if (first === undefined) return undefined;
  const isRefused = end.type === "not_started" && end.reason === "bad-interpreter";
  const isUnknownToEnv = first.startsWith("#!") && /env\b/.test(first) &&
    output.lines.some(({ text }) => /^(\/\S*\/)?env: ['‘]/.test(text));
  const isUnseen = first.startsWith("\ufeff#!");
  if (!isRefused && !isUnknownToEnv && !isUnseen) return undefined;
  const script = readScriptFile(program, { search, dirs: [cwd] });
  return script && placeAt({ script, line: 1 });
}

function stateFilePlace({ hook, locateLine }: HookEvidence, { search }: Scene): FailurePlace | undefined {
  const span = locateLine(-1, 1) ?? hook.declaredAt;
  const script = span && spanScript(span, search);
  return script && { ...placeAt({ script, line: script.line }), isDeclaration: true };
}
