// The kinds of scalar that keys of a state file take, as zod types. Apart from schema.ts, which is a table.
import * as z from "zod/mini";
import { toJsonText } from "../go/json_text.ts";
import { isMap, type Value, type ValueMap } from "../go/value.ts";

// zod would compile each schema to code: measured, that costs a start 5 ms and is not yet won back at 1,000 releases.
z.config({ jitless: true });

/** A key that may be missing. Described without zod's `describe`, which makes a copy: there are many keys. */
export function optional<T extends z.core.$ZodType>(schema: T, description: string): z.ZodMiniOptional<T> {
  return annotate(z.optional(schema), description);
}

/** A key that must be there. */
export function required<T extends z.core.$ZodType>(schema: T, description: string): T {
  return annotate(z.clone(schema), description);
}

function annotate<T extends z.core.$ZodType>(schema: T, description: string): T {
  z.globalRegistry.add(schema, { description });
  return schema;
}

/** What a schema lets through, made into something else. */
export function converted<T extends z.core.$ZodType, Out>(
  schema: T,
  convert: (given: z.core.output<T>, payload: z.core.ParsePayload) => Out,
) {
  return z.pipe(schema, z.transform(convert));
}

/** Any YAML value. */
const value = z.custom<Value>((given) => given !== undefined);

/** A mapping with any content. */
export const map = z.custom<ValueMap>(isMap, { error: "expected a mapping" });

/** A Go string; scalars of other types arrive as they are written (coerce_scalars.ts). */
export const text = z.string();

/** A Go bool; `yes`, `no`, `on` and `off` arrive as booleans (coerce_scalars.ts). */
export const flag = z.boolean();

/** A list of texts. */
export const texts = z.array(text);

/** A path, or what a file at that path would hold. */
export const pathOrMap = z.union([text, map]);

/** A Go int: YAML's integers arrive as bigint. */
export const int = converted(z.union([z.bigint(), z.int()]), Number);

/** A Go float. */
export const float = converted(z.union([z.number(), z.bigint()]), Number);

/** A list of texts, and of values as JSON (Helmfile state.go renderValsSecretsAny). */
export const textsAndJson = z.array(
  converted(value, (given) => typeof given === "string" ? given : toJsonText(given, { escapeHtml: true })),
);

/** `300` (seconds), `"90s"`, `"5m"`, `"1h30m"`; in milliseconds once read. */
export const durationMs = converted(z.union([z.bigint(), z.number(), z.string()]), (given, payload) => {
  const ms = parseDurationMs(given);
  if (ms !== undefined && ms > 0) return ms;
  payload.issues.push({
    code: "custom",
    input: given,
    message: 'expected a duration above zero, such as 300 (seconds), "90s" or "5m"',
  });
  return z.NEVER;
});

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `300` (seconds), `"90s"`, `"5m"`, `"1h30m"`, `"250ms"`; undefined for anything else. */
export function parseDurationMs(given: bigint | number | string): number | undefined {
  if (typeof given !== "string") return Number.isFinite(Number(given)) ? Number(given) * 1000 : undefined;
  const text = given.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(text)) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * UNIT_MS[unit!]!, 0);
}
