// YAML text with keys in a given order, as go-yaml prints a struct; maps below it stay sorted. Apart because Go values
// know no order of keys.
import type { Value } from "../go/value.ts";
import { printYaml } from "../yaml/print.ts";

/** A struct's fields in the order in which they are printed. */
export class OrderedFields {
  constructor(readonly fields: readonly OrderedField[]) {}
}

/** A key and what it prints. */
export type OrderedField = readonly [key: string, value: OrderedValue];
/** What a field may hold: any value, a struct or a list of them. */
export type OrderedValue = Value | OrderedFields | readonly OrderedFields[];

/** The YAML text of a struct, with go-yaml's indentation of 2. */
export function formatOrdered({ fields }: OrderedFields): string {
  return fields.map(formatField).join("");
}

function formatField([key, value]: OrderedField): string {
  if (value instanceof OrderedFields) {
    return value.fields.length === 0 ? `${key}: {}\n` : `${key}:\n${indent(formatOrdered(value))}`;
  }
  if (isList(value)) return `${key}:\n${indent(value.map(formatItem).join(""))}`;
  return printYaml({ __proto__: null, [key]: value } as unknown as Value);
}

function formatItem(item: OrderedFields): string {
  if (item.fields.length === 0) return "- {}\n";
  return `- ${indent(formatOrdered(item)).slice(2)}`;
}

function isList(value: OrderedValue): value is readonly OrderedFields[] {
  return Array.isArray(value) && value.length > 0 && value[0] instanceof OrderedFields;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
