// Where a release's output goes: in, a template of the command line and a release; out, a path. Source of the data:
// Helmfile pkg/state/state.go GenerateOutputDir, GenerateOutputFilePath, generateChartPath.
import { createHash } from "node:crypto";
import { basename, extname } from "node:path";
import { Struct } from "../go/value.ts";
import type { Release } from "./state.ts";
import { sharedOf } from "./state_file.ts";
import { releaseSpecStruct } from "./template_data.ts";

/** `template --output-dir` unless a template is given. */
export const DEFAULT_OUTPUT_DIR_TEMPLATE =
  "{{ .OutputDir }}/{{ .State.BaseName }}-{{ .State.AbsPathSHA1 }}-{{ .Release.Name }}";

/** `write-values` unless a template is given. */
export const DEFAULT_OUTPUT_FILE_TEMPLATE =
  "{{ .State.BaseName }}-{{ .State.AbsPathSHA1 }}/{{ .Release.Name }}.yaml";

/** `fetch` unless a template is given. */
export const DEFAULT_FETCH_DIR_TEMPLATE = [
  "{{ .OutputDir }}",
  "{{ with .Release.Namespace }}/{{ . }}{{ end }}",
  "{{ with .Release.KubeContext }}/{{ . }}{{ end }}",
  '/{{ .Release.Name }}/{{ .ChartName }}/{{ or .Release.Version "latest" }}',
].join("");

/** The path a template gives for a release, as written (relative paths stay relative). */
export function renderOutputPath(
  template: string,
  release: Release,
  { outputDir = "", chartName = "" }: { readonly outputDir?: string; readonly chartName?: string } = {},
): string {
  const { file } = release, { session, data } = sharedOf(file);
  const name = basename(file.absolutePath);
  const dot = new Struct("state.outputPathData", {
    OutputDir: outputDir,
    ChartName: chartName,
    State: new Struct("state.state", {
      BaseName: name.slice(0, name.length - extname(name).length),
      Path: name,
      AbsPath: file.absolutePath,
      AbsPathSHA1: createHash("sha1").update(file.absolutePath).digest("hex").slice(0, 8),
    }),
    Release: releaseSpecStruct(release.spec),
    Environment: data.environment,
  });
  const source = { path: "output path template", text: template };
  return session.render({ source, data: dot, dir: file.dir, stateDir: file.dir }).text;
}
