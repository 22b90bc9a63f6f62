// State files for the tests of this room, from one line per release: `NAME [ns=N] [ctx=C] [needs X,Y] [absent]
// [disabled] [unselected] [label=v]`.
import type { Release, StateFile } from "../../src/merge/state.ts";

/** A file with these releases. Its spans point into the lines themselves. */
export function fileOf(lines: readonly string[], path = "helmfile.yaml"): StateFile {
  const source = { path, text: lines.join("\n") };
  const releases: Release[] = [];
  const file: StateFile = {
    path,
    absolutePath: `/project/${path}`,
    printedPath: "helmfile.yaml",
    dir: "/project",
    trail: "",
    doc: {},
    environment: { name: "default", kubeContext: "", values: {} },
    releases,
    repositories: [],
    helmDefaults: {},
    hooks: [],
    helmBinary: "helm",
    kustomizeBinary: "kustomize",
    selectors: [],
    lockFilePath: "/project/helmfile.lock",
    overrides: { namespace: "", kubeContext: "", chart: "" },
  };
  let start = 0;
  for (const line of lines) {
    releases.push(releaseOf(line, { file, source, start }));
    start += line.length + 1;
  }
  return file;
}

interface Place {
  readonly file: StateFile;
  readonly source: { readonly path: string; readonly text: string };
  readonly start: number;
}

function releaseOf(line: string, { file, source, start }: Place): Release {
  const [head, needsText = ""] = line.split(" needs ");
  const words = [...head!.split(" "), ...needsText.split(" ").slice(1)];
  const needs = needsText === "" ? [] : needsText.split(" ")[0]!.split(",");
  const name = words[0]!;
  const value = (key: string) =>
    words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1) ?? "";
  const namespace = value("ns"), kubeContext = value("ctx");
  const span = (text: string) => {
    const at = start + Math.max(0, line.lastIndexOf(text));
    return { source, start: at, end: at + text.length };
  };
  return {
    id: `${file.path}:${kubeContext}/${namespace}/${name}${value("twin")}`,
    name,
    namespace,
    kubeContext,
    chart: value("chart") || `repo/${name}`,
    version: "",
    labels: {},
    isEnabled: !words.includes("disabled"),
    isInstalled: !words.includes("absent"),
    isSelected: !words.includes("unselected"),
    needs,
    spec: {},
    hooks: [],
    file,
    span: () => ({ source, start, end: start + name.length }),
    spanOf: (path: readonly (string | number)[]) =>
      path[0] === "needs" ? span(needs[Number(path[1])]!) : span(name),
  } as Release;
}
