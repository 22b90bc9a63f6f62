// A Secret before and after → the same with every value replaced by its length, so that one sees that something
// changes and never what.
import { isMap, newMap, type Value, type ValueMap } from "../go/value.ts";

/** A Secret's two versions, ready to be shown. */
export interface MaskedPair {
  readonly before: Value;
  readonly after: Value;
}

/** Keys of a Secret whose values are secret, and the annotation in which kubectl keeps a copy of them. */
const SECRET_FIELDS = ["data", "stringData"] as const;
const COPY_ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * Both versions without secret values: `REDACTED` where they agree, `--------` and `++++++++` where they do not,
 * each with its length in bytes, as helm-diff writes it. Pass null for a version that does not exist.
 */
export function maskSecrets(before: Value, after: Value): MaskedPair {
  return { before: maskAgainst(before, after, "--------"), after: maskAgainst(after, before, "++++++++") };
}

function maskAgainst(value: Value, other: Value, mark: string): Value {
  if (!isMap(value)) return value;
  const masked = newMap(Object.entries(value));
  for (const field of SECRET_FIELDS) {
    if (field in value) {
      masked[field] = maskField(value[field]!, isMap(other) ? other[field] : undefined, { field, mark });
    }
  }
  if (isMap(value.metadata)) masked.metadata = withoutCopy(value.metadata);
  return masked;
}

function maskField(
  values: Value,
  others: Value | undefined,
  { field, mark }: { readonly field: string; readonly mark: string },
): Value {
  if (!isMap(values)) return values === null ? null : `${mark} # (hidden)`;
  return newMap(
    Object.entries(values).map(([key, value]) => {
      const isSame = isMap(others) && key in others && textOf(others[key]!) === textOf(value);
      return [key, `${isSame ? "REDACTED" : mark} # (${secretLength(value, field)} bytes)`];
    }),
  );
}

function withoutCopy(metadata: ValueMap): ValueMap {
  const { annotations } = metadata;
  if (!isMap(annotations) || !(COPY_ANNOTATION in annotations)) return metadata;
  const kept = Object.entries(annotations).filter(([key]) => key !== COPY_ANNOTATION);
  return newMap([...Object.entries(metadata), ["annotations", newMap(kept)]]);
}

function secretLength(value: Value, field: string): number {
  const text = textOf(value);
  if (field === "stringData") return new TextEncoder().encode(text).length;
  const digits = text.replace(/[^A-Za-z0-9+/]/g, "").length;
  return Math.floor(digits * 3 / 4);
}

function textOf(value: Value): string {
  return value === null ? "" : String(value);
}
