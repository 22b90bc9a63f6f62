// A parsed Chart.yaml (or what `helm show chart` prints, parsed) → what preparation needs to know of it. It takes
// the data, not the text, because this room has no YAML parser.

/** What a chart says of itself. */
export interface ChartMetadata {
  readonly name: string;
  readonly version: string;
  readonly appVersion: string;
  readonly dependencies: readonly ChartDependency[];
}

/** A chart that another one brings along. */
export interface ChartDependency {
  readonly name: string;
  readonly version: string;
  /** A URL, `@alias`, `file://…`, or empty for a folder below `charts/`. */
  readonly repository: string;
  readonly alias: string;
}

/** The metadata in a parsed Chart.yaml; fields that are missing or of another type are empty. */
export function chartMetadataOf(chartYaml: unknown): ChartMetadata {
  const fields = isFields(chartYaml) ? chartYaml : {};
  return {
    name: text(fields.name),
    version: text(fields.version),
    appVersion: text(fields.appVersion),
    dependencies: dependenciesOf(fields),
  };
}

/** The dependencies in a parsed Chart.yaml or requirements.yaml (charts of API version v1). */
export function dependenciesOf(fields: unknown): ChartDependency[] {
  const list = isFields(fields) && Array.isArray(fields.dependencies) ? fields.dependencies : [];
  return list.filter(isFields).map((item) => ({
    name: text(item.name),
    version: text(item.version),
    repository: text(item.repository),
    alias: text(item.alias),
  }));
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint"
    ? String(value)
    : "";
}
