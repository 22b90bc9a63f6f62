// What stands in for an empty value, and JSON both ways.
import type { Value } from "../../go/value.ts";
import type { FunctionMap, TemplateFunction } from "../template.ts";
import { isEmpty } from "./equal.ts";
import { parseJson } from "../../go/json_parse.ts";
import { type JsonLayout, toJsonText } from "../../go/json_text.ts";

/** sprig defaults.go. */
export const defaultFunctions: FunctionMap = {
  default: {
    params: ["any", "...any"],
    call: ([fallback, given = null]) => isEmpty(given) ? fallback! : given,
  },
  empty: { params: ["any"], call: ([value]) => isEmpty(value!) },
  coalesce: { params: ["...any"], call: (values) => values.find((value) => !isEmpty(value)) ?? null },
  all: { params: ["...any"], call: (values) => !values.some(isEmpty) },
  any: { params: ["...any"], call: (values) => values.some((value) => !isEmpty(value)) },
  ternary: {
    params: ["any", "any", "bool"],
    call: ([ifTrue, ifFalse, condition]) => condition ? ifTrue! : ifFalse!,
  },

  toJson: jsonWriter({ escapeHtml: true }, "silent"),
  mustToJson: jsonWriter({ escapeHtml: true }, "strict"),
  toPrettyJson: jsonWriter({ escapeHtml: true, pretty: true }, "silent"),
  mustToPrettyJson: jsonWriter({ escapeHtml: true, pretty: true }, "strict"),
  toRawJson: jsonWriter({ escapeHtml: false }, "strict"),
  mustToRawJson: jsonWriter({ escapeHtml: false }, "strict"),
  fromJson: { params: ["string"], call: ([text]) => parseJson(text as string).value },
  mustFromJson: { params: ["string"], call: ([text]) => parseOrThrow(text as string) },
};

/** Only the silent ones give "" for a value that JSON cannot say. */
function jsonWriter(layout: JsonLayout, mode: "silent" | "strict"): TemplateFunction {
  return {
    params: ["any"],
    call: ([value]) => {
      try {
        return toJsonText(value!, layout);
      } catch (error) {
        if (mode === "strict") throw error;
        return "";
      }
    },
  };
}

function parseOrThrow(text: string): Value {
  const { value, error } = parseJson(text);
  if (error) throw error;
  return value;
}
