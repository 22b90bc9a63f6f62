// `set` and `setString` entries that hold secrets → files that only this user can read, for everybody can read the
// arguments of a running helm.
import { newMap, type Value } from "../../go/value.ts";
import type { SetItem } from "../../helmfile/release_schema.ts";
import { printYaml } from "../../yaml/print.ts";

/** The lists of a release that become `--set`, `--set-string` and `--set-file`. */
export interface SetLists {
  readonly set?: readonly SetItem[] | undefined;
  readonly setString?: readonly SetItem[] | undefined;
}

/** What helm gets instead. */
export interface PrivateSet {
  readonly set: SetItem[];
  readonly setString: SetItem[];
  /** Texts of values files, to come after all others. */
  readonly values: readonly string[];
}

/**
 * Replaces each value that holds a secret by `--set-file`, which gives helm the very same text. Where `--set` would
 * make a number of it, a values file does: it stands after the release's other values files, and like `--set` wins over
 * them. `write` keeps a text in a private file and gives its path.
 */
export function keepPrivate(
  { set = [], setString = [] }: SetLists,
  { secrets, mask, write }: {
    /** What references of these very lists lead to, however short. */
    readonly secrets: readonly string[];
    /** Hides whatever else is secret: a decrypted value that a template wrote into a list. */
    readonly mask: (text: string) => string;
    readonly write: (text: string) => string;
  },
): PrivateSet {
  const known = secrets.filter((secret) => secret !== "");
  const isSecret = (text: string | undefined) =>
    text !== undefined && (known.some((secret) => text.includes(secret)) || mask(text) !== text);
  const numbers: [string, Value][] = [];
  const hide = (item: SetItem, isText: boolean): SetItem[] => {
    const { name = "", value, values = [] } = item;
    if (!isSecret(value) && !values.some(isSecret)) return [];
    if (value && !isText && isNumber(value) && !name.includes("[")) {
      numbers.push([name, BigInt(value)]);
      return [];
    }
    if (value) return [{ name, file: write(value) }];
    return values.map((text, i) => ({
      name: `${name}[${i}]`,
      ...(isSecret(text) ? { file: write(text) } : { value: text }),
    }));
  };
  const stays = ({ value, values = [] }: SetItem) => !isSecret(value) && !values.some(isSecret);
  return {
    set: [
      ...set.filter(stays),
      ...set.flatMap((item) => hide(item, false)),
      ...setString.flatMap((item) => hide(item, true)),
    ],
    setString: setString.filter(stays),
    values: numbers.map(printNested),
  };
}

/** What helm's strvals makes an integer of. */
function isNumber(text: string): boolean {
  return /^(?:0|-?[1-9]\d{0,17})$/.test(text);
}

/** `a.b` and 1 → `a: {b: 1}`; a backslash keeps a dot in its key. */
function printNested([name, value]: readonly [string, Value]): string {
  const keys = name.match(/(?:\\.|[^.\\])+/g) ?? [name];
  return printYaml(
    keys.map((key) => key.replace(/\\(.)/g, "$1")).reduceRight((inner, key) => newMap([[key, inner]]), value),
  );
}
