// YAML as data to compare, as helm reads it: 1.2 numbers, yes and on as booleans, dates as text. Apart from src/yaml,
// which must not judge itself.
import {
  defineScalarTag,
  loadAll,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  nullCoreTag,
  Schema,
  seqTag,
  strTag,
} from "js-yaml";

const BOOLEAN = /^(?:true|yes|on|false|no|off)$/i;
const INTEGER = /^([-+]?)(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|0[0-7_]*|[1-9][0-9_]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/;
const NOT_FINITE = /^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/;

const schema = new Schema([
  strTag,
  seqTag,
  mapTag,
  mergeTag,
  nullCoreTag,
  defineScalarTag("tag:yaml.org,2002:bool", {
    implicit: true,
    identify: () => false,
    resolve: (text) => isBoolean(text) ? /^(?:true|yes|on)$/i.test(text) : NOT_RESOLVED,
  }),
  defineScalarTag("tag:yaml.org,2002:int", {
    implicit: true,
    identify: () => false,
    resolve: (text) => toInteger(text),
  }),
  defineScalarTag("tag:yaml.org,2002:float", {
    implicit: true,
    identify: () => false,
    resolve: (text) => toFloat(text),
  }),
]);

/** All documents that are not empty; throws on text that is no YAML. */
export function loadDocuments(text: string): unknown[] {
  return read(text).filter((document) => document !== null && document !== undefined);
}

/** A values file: its one document, or what can be said of a text that has none or several. */
export function loadValue(text: string | null): unknown {
  if (text === null) return { "!missing": true };
  try {
    const documents = read(text);
    if (documents.length > 1) return { "!docs": documents };
    return documents[0] ?? null;
  } catch {
    return { "!raw": text };
  }
}

function read(text: string): unknown[] {
  return text.trim() === "" ? [] : loadAll(text, { schema });
}

/** go-yaml knows each word in lower case, in capitals and with one capital. */
function isBoolean(text: string): boolean {
  return BOOLEAN.test(text) && /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/.test(text);
}

function toInteger(text: string): number | typeof NOT_RESOLVED {
  const [, sign, digits] = INTEGER.exec(text) ?? [];
  if (digits === undefined) return NOT_RESOLVED;
  const plain = digits.replaceAll("_", "");
  const isOldOctal = /^0[0-7]/.test(plain);
  const size = Number(isOldOctal ? `0o${plain}` : plain);
  return sign === "-" ? 0 - size : size;
}

/** JSON tells a whole float from an integer no more than helm does. */
function toFloat(text: string): string | number | typeof NOT_RESOLVED {
  if (NOT_FINITE.test(text)) return `<${text.toLowerCase()}>`;
  return FLOAT.test(text) ? Number(text.replaceAll("_", "")) : NOT_RESOLVED;
}
