// The kinds of scalar that keys of a state file take, as zod types. Apart from schema.ts, which is a table.
import * as z from "zod";
import { toJsonText } from "../go/json_text.ts";
import { isMap, type Value, type ValueMap } from "../go/value.ts";

// zod would compile each schema to code: measured, that costs a start 5 ms and is not yet won back at 1,000 releases.
z.config({ jitless: true });

/** Any YAML value. */
export const value = z.custom<Value>((given) => given !== undefined);

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
export const int = z.union([z.bigint(), z.int()]).transform(Number);

/** A Go float. */
export const float = z.union([z.number(), z.bigint()]).transform(Number);

/** A list of texts, and of values as JSON (Helmfile state.go renderValsSecretsAny). */
export const textsAndJson = z.array(
  value.transform((given) => typeof given === "string" ? given : toJsonText(given, { escapeHtml: true })),
);

/** `300` (seconds), `"90s"`, `"5m"`, `"1h30m"`; in milliseconds once read. */
export const durationMs = z.union([z.bigint(), z.number(), z.string()]).transform((given, context) => {
  const ms = parseDurationMs(given);
  if (ms !== undefined && ms > 0) return ms;
  context.issues.push({
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
