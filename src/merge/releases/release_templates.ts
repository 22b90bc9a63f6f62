// Release fields as templates: in, a release after inheritance; out, the same with its texts rendered, repeated until
// the release that templates see no longer changes. The fields are those of Helmfile pkg/state/release.go
// ExecuteTemplateExpressions; the repetition is state_exec_tmpl.go ExecuteTemplates.
import { type Diagnostic, fail, Failure, type Span } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { isMap, type Struct, type Value } from "../../go/value.ts";
import type { ReleaseDoc, SetItem } from "../../helmfile/release_schema.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { printYaml } from "../../yaml/print.ts";
import { holdsDeferred, renderDeferred } from "../values/deferred_values.ts";
import { embeddedSource } from "../embedded_source.ts";
import type { DocPath } from "../parts/located_doc.ts";
import { attempt, failIfAny } from "../problems.ts";
import { isTemplateText, type Session } from "../session.ts";
import { releaseData, type SharedData } from "../template_data.ts";
import { copyValue } from "../values/values_merge.ts";

/** What the templates of a release are rendered with. */
export interface TemplatingContext {
  readonly session: Session;
  readonly shared: SharedData;
  /** The state file's folder and its path for messages. */
  readonly dir: string;
  readonly path: string;
  /** Where a key of the release stands. */
  spanOf(path: DocPath): Span | undefined;
}

/** How often Helmfile renders before it gives up. */
const MAX_ROUNDS = 6;

/** Renders the fields of a release; fails with every field that cannot be rendered. */
export function renderRelease(release: ReleaseDoc, context: TemplatingContext): ReleaseDoc {
  let seen = release;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const rendered = renderFields(release, seen, context);
    if (visibleText(rendered) === visibleText(seen)) return settleBooleans(rendered, context);
    seen = rendered;
  }
  const span = context.spanOf(["name"]);
  return fail(
    "release/recursive-templates",
    `Cannot render the release "${release.name ?? ""}": its templates refer to each other without end`,
    span ? { span } : {},
  );
}

/** All that templates see of a release: once it stands still, so does everything rendered from it. */
function visibleText({ name, namespace, chart, version, labels, kubeContext }: ReleaseDoc): string {
  return JSON.stringify([name, namespace, chart, version, Object.entries(labels ?? {}).sort(), kubeContext]);
}

/** Renders one text of the release at `path`. */
type RenderText = (text: string, path: DocPath) => string;

function renderFields(release: ReleaseDoc, seen: ReleaseDoc, context: TemplatingContext): ReleaseDoc {
  const problems: Diagnostic[] = [];
  const renderOne = textRenderer(seen, context);
  const render: RenderText = (text, path) =>
    isTemplateText(text) ? attempt(problems, () => renderOne(text, path)) ?? text : text;
  const isLeft = (key: string) => holdsDeferred(context.spanOf([key]));
  const out = { ...release, ...renderTexts(release, { render, isLeft }), ...renderLists(release, render) };
  failIfAny(problems);
  return out;
}

/** Texts without the blanks around them, rendered or not. */
const TRIMMED_FIELDS = ["name", "chart", "namespace", "version"] as const;

const TEXT_FIELDS = [
  ...TRIMMED_FIELDS,
  "installedTemplate",
  "waitTemplate",
  "verifyTemplate",
  "conditionTemplate",
] as const;

/** Texts that Helmfile takes literally: of them only actions that the file's rendering left for later. */
const LITERAL_FIELDS = ["description", "kubeContext"] as const;

function renderTexts(
  release: ReleaseDoc,
  { render, isLeft }: { readonly render: RenderText; readonly isLeft: (key: string) => boolean },
): Partial<ReleaseDoc> {
  const out: Record<string, string> = {};
  for (const key of LITERAL_FIELDS) {
    const text = release[key];
    if (text !== undefined && isTemplateText(text) && isLeft(key)) out[key] = render(text, [key]);
  }
  for (const key of TEXT_FIELDS) {
    const text = release[key];
    if (text !== undefined && isTemplateText(text)) out[key] = render(text, [key]);
  }
  for (const key of TRIMMED_FIELDS) {
    const text = out[key] ?? release[key];
    if (text !== undefined && text !== text.trim()) out[key] = text.trim();
  }
  return out;
}

const TEXT_LISTS = ["needs", "postRendererArgs"] as const;

function renderLists(release: ReleaseDoc, render: RenderText): Partial<ReleaseDoc> {
  const { labels, valuesTemplate, values, secrets, setTemplate, set, setString, env } = release;
  const out: Partial<ReleaseDoc> = {};
  if (labels) {
    out.labels = Object.fromEntries(
      Object.entries(labels).map(([key, text]) => [key, render(text, ["labels", key])]),
    );
  }
  const templates = valuesTemplate?.map((entry, i) =>
    typeof entry === "string" ? entry : renderMap(entry, ["valuesTemplate", i], render)
  );
  if (templates) out.valuesTemplate = templates;
  const paths = (list: readonly Entry[], key: string) =>
    list.map((entry, i) =>
      typeof entry === "string"
        ? render(entry, [key, i])
        : renderDeferred(entry, (text, path) => render(text, [key, i, ...path]))
    );
  if (templates || values) {
    out.values = [...paths(templates ?? [], "valuesTemplate"), ...paths(values ?? [], "values")];
  }
  if (secrets) out.secrets = paths(secrets, "secrets");
  if (setTemplate) {
    out.setTemplate = setTemplate.map((item, i) => renderSet(item, ["setTemplate", i], render));
  }
  const items = (list: readonly SetItem[], key: string) =>
    list.map((item, i) => renderDeferred(item, (text, path) => render(text, [key, i, ...path])));
  if (out.setTemplate || set) out.set = [...out.setTemplate ?? [], ...items(set ?? [], "set")];
  if (setString) out.setString = items(setString, "setString");
  if (env) out.env = items(env, "env");
  for (const key of TEXT_LISTS) {
    const list = release[key];
    if (list) out[key] = list.map((text, i) => render(text, [key, i]));
  }
  return out;
}

type Entry = NonNullable<ReleaseDoc["values"]>[number];

// A map is rendered as YAML text, so that keys are templates too and every result is what YAML makes of it.
function renderMap(map: Exclude<Entry, string>, path: DocPath, render: RenderText): Exclude<Entry, string> {
  const text = printYaml(map as Value);
  if (!isTemplateText(text)) return map;
  const rendered = render(text, path);
  const value = parseYaml(rendered, { source: { path: "rendered valuesTemplate", text: rendered } });
  return isMap(value) ? value : map;
}

function renderSet(item: SetItem, path: DocPath, render: RenderText): SetItem {
  const out: SetItem = {};
  if (item.name !== undefined) out.name = render(item.name, [...path, "name"]);
  if (item.value !== undefined) out.value = render(item.value, [...path, "value"]);
  if (item.file !== undefined) out.file = render(item.file, [...path, "file"]);
  if (item.values) out.values = item.values.map((text, i) => render(text, [...path, "values", i]));
  return out;
}

function textRenderer(
  seen: ReleaseDoc,
  { session, shared, dir, path: file, spanOf }: TemplatingContext,
): RenderText {
  let data: Struct | undefined;
  return (text, path) => {
    // Functions such as set change maps in place; a release must not see what another one's template did.
    data ??= releaseData(seen, { ...shared, values: copyValue(shared.values) });
    const dot = data;
    const source = embeddedSource(text, { file, span: () => spanOf(path) });
    try {
      return session.render({ source, data: dot, dir, stateDir: dir }).text;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(
        error.diagnostics.map((problem) => withFieldHint(problem, dot, { release: seen, path })),
      );
    }
  };
}

/** Says which field of which release it was, and what a misspelt field of the dot may have meant. */
function withFieldHint(
  problem: Diagnostic,
  data: Struct,
  { release, path }: { readonly release: ReleaseDoc; readonly path: DocPath },
): Diagnostic {
  const where = { message: `in ${path[0]} of release "${release.name ?? ""}"` };
  const [, name, type] = /can't evaluate field (\w+) in type \*?([\w.]+)/.exec(problem.message) ?? [];
  const fields = type === data.typeName ? data.fields : (data.fields["Release"] as Struct).fields;
  const near = name === undefined ? undefined : nearest(name, Object.keys(fields));
  const hint = near ? { hint: `did you mean ".${near}"?` } : {};
  return { ...problem, ...hint, notes: [...problem.notes ?? [], where] };
}

const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
  "": false,
};

/** The rendered `…Template` fields become the fields that they stand for. */
function settleBooleans(release: ReleaseDoc, { spanOf }: TemplatingContext): ReleaseDoc {
  const { installedTemplate, waitTemplate, verifyTemplate, conditionTemplate, ...out } = release;
  const read = (text: string, key: string): boolean => {
    const word = text.trim().replace(/^(["'])(.*)\1$/, "$2").toLowerCase();
    const value = Object.hasOwn(BOOLEANS, word) ? BOOLEANS[word] : undefined;
    if (value !== undefined) return value;
    const span = spanOf([key]);
    return fail(
      "release/no-boolean",
      `Cannot use ${key} of release "${out.name ?? ""}": "${word}" is no bool`,
      {
        ...(span ? { span } : {}),
      },
    );
  };
  if (installedTemplate !== undefined) out.installed = read(installedTemplate, "installedTemplate");
  if (waitTemplate !== undefined) out.wait = read(waitTemplate, "waitTemplate");
  if (verifyTemplate !== undefined) out.verify = read(verifyTemplate, "verifyTemplate");
  if (conditionTemplate !== undefined) out.condition = conditionTemplate.trim();
  return out;
}
