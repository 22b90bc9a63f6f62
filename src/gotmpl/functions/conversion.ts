// sprig's conversions by name: numbers from anything, texts from anything.
import { int64, type Value } from "../../go/value.ts";
import { formatValue } from "../../go/format.ts";
import type { FunctionMap, TemplateFunction } from "../template.ts";
import { parseInt64, toFloat64, toInt64, toText, toTexts } from "./cast.ts";

/** sprig numeric.go toInt…, strings.go strval and strslice; none of them fails. */
export const conversionFunctions: FunctionMap = {
  atoi: { params: ["string"], call: ([text]) => parseInt64(text as string, { base: 10, clamp: true }) ?? 0n },
  int: { params: ["any"], call: ([value]) => toInt64(value!) },
  int64: { params: ["any"], call: ([value]) => int64(toInt64(value!)) },
  float64: { params: ["any"], call: ([value]) => toFloat64(value!) },
  toDecimal: {
    params: ["any"],
    call: ([value]) => int64(parseInt64(formatOperand(value!), { base: 8 }) ?? 0n),
  },
  toString: stringConversion(),
  toStrings: { params: ["any"], call: ([value]) => toTexts(value!) },
};

/** Apart, as in place the name leads TypeScript to Object's own method. */
function stringConversion(): TemplateFunction {
  return { params: ["any"], call: ([value]) => toText(value!) };
}

/** fmt.Sprint of one operand. */
function formatOperand(value: Value): string {
  return typeof value === "string" ? value : formatValue(value);
}
