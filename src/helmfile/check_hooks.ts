// The hooks of a document → diagnostics about what each key for itself allows: events that do not exist, which Helmfile
// passes over in silence, and keys that contradict each other or can have no effect.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { isMap, type Value, type ValueMap } from "../go/value.ts";
import { locateYaml, type YamlDocument, type YamlPath } from "../yaml/positions.ts";
import { hookConflicts } from "./hook_conflicts.ts";
import { RELEASE_EVENTS } from "./hook_events.ts";

/** Checks every hook, of the file, of releases and of templates; `hook/unknown-event`, `hook/conflict` and others. */
export function checkHooks(root: Value, document: YamlDocument): Diagnostic[] {
  if (!isMap(root)) return [];
  const holders: (readonly [YamlPath, Value])[] = [[[], root]];
  if (Array.isArray(root.releases)) {
    root.releases.forEach((release, index) => holders.push([["releases", index], release]));
  }
  if (isMap(root.templates)) {
    for (const [name, template] of Object.entries(root.templates)) {
      holders.push([["templates", name], template]);
    }
  }
  return [
    ...checkDefaults(root, document),
    ...holders.flatMap(([path, holder]) => checkHolder(holder, path, document)),
  ];
}

/** What all hooks share contradicts itself only within a key. */
function checkDefaults({ helmDefaults }: ValueMap, document: YamlDocument): Diagnostic[] {
  if (!isMap(helmDefaults) || !isMap(helmDefaults.hooks)) return [];
  return checkConflicts(helmDefaults.hooks, ["helmDefaults", "hooks"], { document, isDefault: true });
}

function checkHolder(holder: Value, path: YamlPath, document: YamlDocument): Diagnostic[] {
  if (!isMap(holder) || !Array.isArray(holder.hooks)) return [];
  return holder.hooks.flatMap((hook, index) => {
    if (!isMap(hook)) return [];
    const at = [...path, "hooks", index];
    const events = Array.isArray(hook.events) ? hook.events : [];
    return [
      ...events.flatMap((event, i) =>
        isUnknown(event) ? [diagnoseEvent(event, [...at, "events", i], document)] : []
      ),
      ...checkConflicts(hook, at, { document, isOfFile: path.length === 0 }),
    ];
  });
}

function isUnknown(event: Value): event is string {
  return typeof event === "string" && !(RELEASE_EVENTS as readonly string[]).includes(event);
}

function diagnoseEvent(event: string, path: YamlPath, document: YamlDocument): Diagnostic {
  const meant = nearest(event, RELEASE_EVENTS);
  const span = locateYaml(document, path)?.value;
  return {
    code: "hook/unknown-event",
    severity: "error",
    message: `Cannot run a hook at "${event}": no such event`,
    ...(span ? { span } : {}),
    hint: meant ? `did you mean "${meant}"?` : `the events are ${RELEASE_EVENTS.join(", ")}`,
  };
}

function checkConflicts(
  hook: ValueMap,
  path: YamlPath,
  { document, ...kind }: { document: YamlDocument; isDefault?: boolean; isOfFile?: boolean },
): Diagnostic[] {
  return hookConflicts(hook, kind).map(({ code, at, message, hint }) => {
    const place = locateYaml(document, [...path, ...at]);
    const span = place && (place.value.start === place.value.end ? place.key : place.value);
    return { code, severity: "error", message, ...(span ? { span } : {}), ...(hint ? { hint } : {}) };
  });
}
