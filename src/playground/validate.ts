// What the API refuses: names that cannot be, fields that are missing, and fields that must not change.
// Source: k8s.io/kubernetes/pkg/apis/*/validation.
import { checkSchema } from "./check_schema.ts";
import { isObject, isSameJson, type JsonObject, objectAt, objectsAt, textAt, valueAt } from "./json.ts";
import { type Kind, type KindKey, kindKey } from "./kinds.ts";
import type { KubeObject } from "./object.ts";
import { labelSelectorMatches } from "./selectors.ts";
import { type FieldProblem, invalid } from "./status_error.ts";

/** Throws a StatusError with every problem of the object. `before` is what it was, if it is not new. */
export function checkObject(kind: Kind, object: KubeObject, before?: KubeObject): void {
  const key = kindKey(kind);
  const problems = [
    ...(before ? [] : checkName(key, object)),
    ...checkMetadata(object),
    ...(CHECKS[key]?.(object) ?? []),
    ...(kind.schema ? checkSchema(object, kind.schema) : []),
    ...(before ? checkUnchanged(key, object, before) : []),
  ];
  if (problems.length > 0) throw invalid(kind, object.metadata.name, problems);
}

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SERVICE_LABEL = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_RULE =
  `a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
const LABEL_RULE =
  `a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')`;
const SERVICE_RULE =
  `a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')`;

/** Names of these kinds have no dots. */
const LABEL_NAMED: ReadonlySet<string> = new Set(["/namespaces", "apps/statefulsets"]);

function checkName(key: KindKey, { metadata: { name } }: KubeObject): FieldProblem[] {
  const field = "metadata.name";
  if (key.startsWith("rbac.authorization.k8s.io/")) return [];
  const [pattern, rule, longest] = key === "/services"
    ? [SERVICE_LABEL, SERVICE_RULE, 63] as const
    : LABEL_NAMED.has(key)
    ? [LABEL, LABEL_RULE, 63] as const
    : [SUBDOMAIN, SUBDOMAIN_RULE, 253] as const;
  if (name.length > longest) return [bad(field, name, `must be no more than ${longest} bytes`)];
  if (pattern.test(name)) return [];
  return [bad(field, name, pattern !== SUBDOMAIN && name.includes(".") ? "must not contain dots" : rule)];
}

const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const LABEL_VALUE_RULE =
  `a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`;

function checkMetadata(object: KubeObject): FieldProblem[] {
  return Object.values(objectAt(object, "metadata", "labels")).flatMap((value) => {
    const text = String(value);
    if (text.length > 63) return [bad("metadata.labels", text, "must be no more than 63 bytes")];
    return LABEL_VALUE.test(text) ? [] : [bad("metadata.labels", text, LABEL_VALUE_RULE)];
  });
}

function bad(field: string, value: unknown, why: string): FieldProblem {
  return { field, reason: "FieldValueInvalid", message: `Invalid value: ${shown(value)}: ${why}` };
}

function required(field: string, why = ""): FieldProblem {
  return { field, reason: "FieldValueRequired", message: why ? `Required value: ${why}` : "Required value" };
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "null";
}

const CHECKS: Readonly<Record<KindKey, (object: KubeObject) => FieldProblem[]>> = {
  "/pods": (pod) => checkPodSpec(objectAt(pod, "spec"), "spec"),
  "/services": checkService,
  "/configmaps": (map) => checkDataKeys(objectAt(map, "data"), "data"),
  "/secrets": (secret) => checkDataKeys(objectAt(secret, "data"), "data"),
  "apps/deployments": checkWorkload,
  "apps/statefulsets": checkWorkload,
  "apps/daemonsets": checkWorkload,
  "apps/replicasets": checkWorkload,
  "batch/jobs": (job) => [...checkTemplate(job), ...checkJobRestart(job)],
  "batch/cronjobs": (job) => textAt(job, "spec", "schedule") ? [] : [required("spec.schedule")],
};

function checkService(service: KubeObject): FieldProblem[] {
  const spec = objectAt(service, "spec"), ports = objectsAt(spec, "ports");
  if (spec.type === "ExternalName") return spec.externalName ? [] : [required("spec.externalName")];
  const problems = ports.flatMap(({ port, name }, at) => {
    const isPort = typeof port === "number" && port >= 1 && port <= 65535;
    return [
      ...(isPort ? [] : [bad(`spec.ports[${at}].port`, port, "must be between 1 and 65535, inclusive")]),
      ...(name || ports.length === 1 ? [] : [required(`spec.ports[${at}].name`)]),
    ];
  });
  return ports.length === 0 && spec.clusterIP !== "None" ? [required("spec.ports")] : problems;
}

function checkDataKeys(data: JsonObject, field: string): FieldProblem[] {
  const rule =
    "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')";
  return Object.keys(data).filter((key) => !/^[-._a-zA-Z0-9]+$/.test(key))
    .map((key) => bad(`${field}[${key}]`, key, rule));
}

function checkWorkload(object: KubeObject): FieldProblem[] {
  const spec = objectAt(object, "spec"), { selector } = spec;
  const problems = checkTemplate(object);
  if (!isObject(selector)) return [required("spec.selector"), ...problems];
  const template = objectAt(spec, "template");
  if (labelSelectorMatches(selector)(template)) return problems;
  const labels = objectAt(template, "metadata", "labels");
  const why = "`selector` does not match template `labels`";
  return [bad("spec.template.metadata.labels", labels, why), ...problems];
}

function checkTemplate(object: KubeObject): FieldProblem[] {
  return checkPodSpec(objectAt(object, "spec", "template", "spec"), "spec.template.spec");
}

function checkPodSpec(spec: JsonObject, path: string): FieldProblem[] {
  const containers = objectsAt(spec, "containers");
  if (containers.length === 0) return [required(`${path}.containers`)];
  const volumes = objectsAt(spec, "volumes").map(({ name }) => name);
  const lists = ["containers", "initContainers"];
  return lists.flatMap((list) =>
    objectsAt(spec, list).flatMap((container, at) => {
      const here = `${path}.${list}[${at}]`;
      return [
        ...(container.name ? [] : [required(`${here}.name`)]),
        ...(container.image || path !== "spec" && container.image !== undefined
          ? []
          : [required(`${here}.image`)]),
        ...checkMounts(container, { here, volumes, claims: path !== "spec" }),
      ];
    })
  );
}

/** A StatefulSet's claims become volumes only in its pods, so mounts are checked where the pod is. */
function checkMounts(
  container: JsonObject,
  { here, volumes, claims }: { here: string; volumes: readonly unknown[]; claims: boolean },
): FieldProblem[] {
  if (claims) return [];
  return objectsAt(container, "volumeMounts").flatMap(({ name }, at) =>
    volumes.includes(name) ? [] : [{
      field: `${here}.volumeMounts[${at}].name`,
      reason: "FieldValueInvalid" as const,
      message: `Not found: ${shown(name)}`,
    }]
  );
}

function checkJobRestart(job: KubeObject): FieldProblem[] {
  const policy = textAt(job, "spec", "template", "spec", "restartPolicy");
  if (policy === "OnFailure" || policy === "Never") return [];
  return [{
    field: "spec.template.spec.restartPolicy",
    reason: "FieldValueNotSupported",
    message: `Unsupported value: ${shown(policy)}: supported values: "OnFailure", "Never"`,
  }];
}

/** The fields that never change, by kind. */
const IMMUTABLE: Readonly<Record<KindKey, readonly string[]>> = {
  "apps/deployments": ["spec.selector"],
  "apps/daemonsets": ["spec.selector"],
  "apps/replicasets": ["spec.selector"],
  "batch/jobs": ["spec.completions", "spec.selector", "spec.template", "spec.completionMode"],
  "rbac.authorization.k8s.io/rolebindings": ["roleRef"],
  "rbac.authorization.k8s.io/clusterrolebindings": ["roleRef"],
  "/secrets": ["type"],
  "storage.k8s.io/storageclasses": ["parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"],
};
const STATEFUL_SET_MAY_CHANGE = [
  "replicas",
  "ordinals",
  "template",
  "updateStrategy",
  "revisionHistoryLimit",
  "persistentVolumeClaimRetentionPolicy",
  "minReadySeconds",
];

function checkUnchanged(key: KindKey, object: KubeObject, before: KubeObject): FieldProblem[] {
  if (key === "apps/statefulsets") return checkStatefulSetChange(object, before);
  if (key === "/configmaps" || key === "/secrets") {
    if (before.immutable === true && !isSameJson(before.data, object.data)) {
      const message = "Forbidden: field is immutable when `immutable` is set";
      return [{ field: "data", reason: "FieldValueForbidden", message }];
    }
  }
  return (IMMUTABLE[key] ?? []).flatMap((field) => {
    const path = field.split("."), value = valueAt(object, ...path);
    return isSameJson(valueAt(before, ...path), value) ? [] : [bad(field, value, "field is immutable")];
  });
}

function checkStatefulSetChange(object: KubeObject, before: KubeObject): FieldProblem[] {
  const fixed = (each: KubeObject) =>
    Object.fromEntries(
      Object.entries(objectAt(each, "spec")).filter(([key]) => !STATEFUL_SET_MAY_CHANGE.includes(key)),
    );
  if (isSameJson(fixed(object), fixed(before))) return [];
  return [{
    field: "spec",
    reason: "FieldValueForbidden",
    message:
      "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
  }];
}
