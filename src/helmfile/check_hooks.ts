// The hooks of a document → diagnostics about events that do not exist, which Helmfile passes over in silence.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { isMap, type Value } from "../go/value.ts";
import { locateYaml, type YamlDocument, type YamlPath } from "../yaml/positions.ts";
import { RELEASE_EVENTS } from "./hook_schema.ts";

/** Checks every hook, of the file, of releases and of templates; `hook/unknown-event`. */
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
  return holders.flatMap(([path, holder]) => checkHolder(holder, path, document));
}

function checkHolder(holder: Value, path: YamlPath, document: YamlDocument): Diagnostic[] {
  if (!isMap(holder) || !Array.isArray(holder.hooks)) return [];
  return holder.hooks.flatMap((hook, index) => {
    if (!isMap(hook) || !Array.isArray(hook.events)) return [];
    return hook.events.flatMap((event, at) =>
      isUnknown(event) ? [diagnose(event, [...path, "hooks", index, "events", at], document)] : []
    );
  });
}

function isUnknown(event: Value): event is string {
  return typeof event === "string" && !(RELEASE_EVENTS as readonly string[]).includes(event);
}

function diagnose(event: string, path: YamlPath, document: YamlDocument): Diagnostic {
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
