// The version in the forms that scripts ask for.

/** What the program is. */
export interface ProgramFacts {
  readonly programName: string;
  readonly version: string;
  readonly os: string;
}

/** The version: one line unless a form is asked for. JSON and YAML have the keys of Helmfile's (go-version). */
export function formatVersion(facts: ProgramFacts, form?: "json" | "yaml" | "short"): string {
  const { programName, version, os } = facts;
  if (form === "short") return `${version}\n`;
  if (form === "json") return JSON.stringify({ version, program: "boathook", platform: os }) + "\n";
  if (form === "yaml") return `version: ${version}\nprogram: boathook\nplatform: ${os}\n`;
  return `${programName} version ${version}\n`;
}
