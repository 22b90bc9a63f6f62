// A string → how go-yaml v3 writes it: plain, quoted or as a literal block. Apart because the rules are a table of
// what each style cannot hold.
import { resolvePlain } from "./resolve_scalar.ts";

/** How a scalar is written. */
export type ScalarStyle = "plain" | "single" | "double" | "literal";

const OLD_BOOLEANS = new Set(
  ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF"],
);
const BASE_60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;

/** What emitterc.go is_printable lets through unescaped; a tab is handled apart. */
const UNPRINTABLE = /[^\t\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;
/** Breaks beside "\n" that are printable, and so do not force quotes with escapes. */
const BREAK = /[\n\u2028\u2029]/;
const SPACE_BEFORE_BREAK = / [\n\u2028\u2029]/;
const BREAK_BEFORE_SPACE = /[\n\u2028\u2029] /;
const EDGE_BLANK = /^[ \n\u2028\u2029]|[ \n\u2028\u2029]$/;
/** What a plain scalar outside brackets cannot hold; emitterc.go analyze_scalar, block_indicators. */
const INDICATOR = /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[?:-](?=[ \t]|$))|:(?=[ \t]|$)|[ \t\n\u2028\u2029]#/;

/** The style of a string; go-yaml v3, encode.go stringv and emitterc.go select_scalar_style. */
export function scalarStyle(text: string): ScalarStyle {
  const isUnprintable = UNPRINTABLE.test(text) || SPACE_BEFORE_BREAK.test(text);
  if (text.includes("\n")) {
    return isUnprintable || text.endsWith(" ") ? "double" : "literal";
  }
  if (!staysString(text)) return "double";
  return plainOrQuoted(text, isUnprintable);
}

/** The style of a text that is meant plain, whatever it resolves to; `!!binary` data is written so. */
function plainOrQuoted(text: string, isUnprintable: boolean): ScalarStyle {
  if (isUnprintable || text.includes("\t") || BREAK_BEFORE_SPACE.test(text)) return "double";
  return BREAK.test(text) || EDGE_BLANK.test(text) || INDICATOR.test(text) ? "single" : "plain";
}

/** Whether a text would still be a string if it stood unquoted, for YAML 1.1 readers too. */
function staysString(text: string): boolean {
  return typeof resolvePlain(text) === "string" && !OLD_BOOLEANS.has(text) && !BASE_60.test(text);
}
