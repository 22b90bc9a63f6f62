// A password derived from a master password, a user and a site: version 1 of the Master Password (Spectre) algorithm.
import { Buffer } from "node:buffer";
import { toBytes } from "../../go/bytes.ts";
import { nodeCrypto } from "./node_crypto.ts";

/** What a password is derived from. */
export interface PasswordSource {
  /** Raised to get another password for the same site. */
  readonly counter: number;
  /** "maximum", "long", "medium", "short", "basic" or "pin". */
  readonly template: string;
  readonly password: string;
  readonly user: string;
  readonly site: string;
}

const SCOPE = "com.lyndir.masterpassword";
const VOWELS = "aeiou", CONSONANTS = "bcdfghjklmnpqrstvwxyz", DIGITS = "0123456789";
const LETTERS = VOWELS.toUpperCase() + VOWELS + CONSONANTS.toUpperCase() + CONSONANTS;

/** The shapes of a password; each letter names a class of characters. */
const TEMPLATES: Readonly<Record<string, string>> = {
  maximum: "anoxxxxxxxxxxxxxxxxx axxxxxxxxxxxxxxxxxno",
  long: "CvcvnoCvcvCvcv CvcvCvcvnoCvcv CvcvCvcvCvcvno CvccnoCvcvCvcv CvccCvcvnoCvcv CvccCvcvCvcvno " +
    "CvcvnoCvccCvcv CvcvCvccnoCvcv CvcvCvccCvcvno CvcvnoCvcvCvcc CvcvCvcvnoCvcc CvcvCvcvCvccno " +
    "CvccnoCvccCvcv CvccCvccnoCvcv CvccCvccCvcvno CvcvnoCvccCvcc CvcvCvccnoCvcc CvcvCvccCvccno " +
    "CvccnoCvcvCvcc CvccCvcvnoCvcc CvccCvcvCvccno",
  medium: "CvcnoCvc CvcCvcno",
  short: "Cvcn",
  basic: "aaanaaan aannaaan aaannaaa",
  pin: "nnnn",
};

const CLASSES: Readonly<Record<string, string>> = {
  V: VOWELS.toUpperCase(),
  C: CONSONANTS.toUpperCase(),
  v: VOWELS,
  c: CONSONANTS,
  A: VOWELS.toUpperCase() + CONSONANTS.toUpperCase(),
  a: LETTERS,
  n: DIGITS,
  o: "@&%?,=[]_:-+*$#!'^~;()/.",
  x: LETTERS + DIGITS + "!@#$%^&*()",
};

/** The password; an unknown template is answered with a text that says so (sprig crypto.go derivePassword). */
export function derivePassword({ counter, template, password, user, site }: PasswordSource): string {
  if (!Object.hasOwn(TEMPLATES, template)) return `cannot find password template ${template}`;
  const shapes = TEMPLATES[template]!.split(" ");
  const { createHmac, scryptSync } = nodeCrypto();
  const salt = Buffer.concat([toBytes(SCOPE), lengthAndBytes(user)]);
  const cost = { N: 32_768, r: 8, p: 2, maxmem: 128 * 1024 * 1024 };
  const key = scryptSync(toBytes(password), salt, 64, cost);
  const message = Buffer.concat([toBytes(SCOPE), lengthAndBytes(site), bigEndian(counter)]);
  const seed = createHmac("sha256", key).update(message).digest();
  const shape = shapes[seed[0]! % shapes.length]!;
  return Array.from(shape, (letter, i) => {
    const characters = CLASSES[letter]!;
    return characters[seed[i + 1]! % characters.length]!;
  }).join("");
}

function lengthAndBytes(text: string): Uint8Array {
  const bytes = toBytes(text);
  return Buffer.concat([bigEndian(bytes.length), bytes]);
}

function bigEndian(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
