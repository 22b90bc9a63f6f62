// `set`, `setString` and `env` of a release as helm gets them: in, a resolved release; out, the entries with vals
// references expanded and variables looked up. Source: Helmfile pkg/state/state.go setFlags, namespaceAndValuesFlags.
import { type Diagnostic, Failure } from "../../diagnostics/diagnostic.ts";
import { formatValue } from "../../go/format.ts";
import type { SetItem } from "../../helmfile/release_schema.ts";
import { attempt, failIfAny } from "../problems.ts";
import type { Release, SetArguments } from "../state.ts";
import { sharedOf } from "../state_file.ts";
import { expandReferences, mentionsReference } from "../vals/expand_references.ts";
import { notingLookup } from "../vals/secret_texts.ts";

/** The entries of a release for helm's arguments; fails with every reference and variable that has no value. */
export function setArguments(release: Release): SetArguments {
  const problems: Diagnostic[] = [], secrets: string[] = [];
  const expand = (key: "set" | "setString") =>
    (release.spec[key] ?? []).map((item, i) => {
      const context: ItemContext = { release, path: [key, i], secrets };
      return attempt(problems, () => expandItem(item, context)) ?? item;
    });
  const { set, setString, env } = release.spec;
  const out: SetArguments = {
    spec: {
      ...(set ? { set: expand("set") } : {}),
      ...(setString ? { setString: expand("setString") } : {}),
    },
    ...(env ? { envValues: lookUpEnv(release, problems) } : {}),
    secrets,
  };
  failIfAny(problems);
  return out;
}

interface ItemContext {
  readonly release: Release;
  readonly path: readonly [string, number];
  readonly secrets: string[];
}

function expandItem(item: SetItem, context: ItemContext): SetItem {
  const out = { ...item };
  if (item.value !== undefined) out.value = expandText(item.value, context);
  if (item.values) out.values = item.values.map((text) => expandText(text, context));
  return out;
}

function expandText(text: string, { release, path, secrets }: ItemContext): string {
  if (!mentionsReference(text)) return text;
  const { session } = sharedOf(release.file);
  try {
    return formatValue(
      expandReferences(text, notingLookup(session.lookup(release.file.dir), (found) => secrets.push(found))),
    );
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error;
    const span = release.spanOf(path);
    throw new Failure({
      code: "values/reference",
      severity: "error",
      message: `Cannot resolve a reference of release "${release.name}": ${error.message}`,
      ...(span ? { span } : {}),
    });
  }
}

function lookUpEnv(release: Release, problems: Diagnostic[]): readonly { name: string; value: string }[] {
  const { system } = sharedOf(release.file).session;
  return (release.spec.env ?? []).map(({ name = "", value: variable = "" }, i) => {
    const value = system.env.get(variable);
    const span = release.spanOf(["env", i]);
    if (value === undefined) {
      problems.push({
        code: "values/env-unset",
        severity: "error",
        message:
          `Cannot set "${name}" of release "${release.name}": the environment variable ${variable} is not set`,
        ...(span ? { span } : {}),
      });
    }
    return { name, value: value ?? "" };
  });
}
