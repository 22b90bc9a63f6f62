// yamlencode: in, a value; out, its YAML with every text and key in double quotes, or as a block if it has several
// lines, and lists no deeper than their keys. Source: zclconf/go-cty-yaml Converter.marshal.
import { isMap, type Value, type ValueMap } from "../../go/value.ts";
import { toJsonText } from "../../go/json_text.ts";

/** The YAML of a value of HCL. */
export function encodeYaml(value: Value): string {
  const text = isNested(value) ? nested(value, "") : `${scalar(value, "")}\n`;
  // A bare word that ends the text could go on, so that YAML's end marker follows.
  return isNested(value) || typeof value === "string" || isEmptyCollection(value) ? text : `${text}...\n`;
}

function isNested(value: Value): value is Value[] | ValueMap {
  return (Array.isArray(value) || isMap(value)) && !isEmptyCollection(value);
}

function isEmptyCollection(value: Value): boolean {
  return Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
}

function nested(value: Value[] | ValueMap, pad: string): string {
  const deeper = `${pad}  `;
  if (Array.isArray(value)) {
    return value.map((item) =>
      `${pad}- ${isNested(item) ? nested(item, deeper).slice(deeper.length) : `${scalar(item, pad)}\n`}`
    ).join("");
  }
  return Object.keys(value).sort().map((key) => {
    const item = value[key]!, name = `${pad}${JSON.stringify(key)}:`;
    if (!isNested(item)) return `${name} ${scalar(item, pad)}\n`;
    return `${name}\n${nested(item, Array.isArray(item) ? pad : deeper)}`;
  }).join("");
}

function scalar(value: Value, pad: string): string {
  if (typeof value !== "string") return toJsonText(value, { escapeHtml: false });
  return value.includes("\n") ? block(value, `${pad}  `) : JSON.stringify(value);
}

function block(text: string, pad: string): string {
  const [end] = /\n*$/.exec(text)!;
  const chomping = end === "" ? "-" : end === "\n" ? "" : "+";
  const lines = text.slice(0, text.length - (end === "" ? 0 : 1)).split("\n");
  return `|${/^[ \n]/.test(text) ? "2" : ""}${chomping}\n${
    lines.map((line) => line && pad + line).join("\n")
  }`;
}
