// Private keys: made new, or read from PEM; with their PEM and what certificates need of them. Node's crypto knows the
// keys themselves; DSA, which no certificate may have, is kept as bytes.
import type { KeyObject } from "node:crypto";
import {
  derInteger,
  derSequence,
  type DerValue,
  readDer,
  readDerValue,
  TAG,
  unsignedInteger,
} from "./der.ts";
import { nodeCrypto } from "./node_crypto.ts";
import { decodePem, encodePem } from "./pem.ts";

/** A private key. */
export interface PrivateKey {
  /** As Go writes it: PKCS#1 for RSA, SEC 1 for EC, PKCS#8 for Ed25519. */
  readonly pem: string;
  /** What signs; undefined for DSA. */
  readonly key?: KeyObject;
}

/** The kinds of key that genPrivateKey makes. */
export type KeyType = "rsa" | "dsa" | "ecdsa" | "ed25519";

/** A new key; RSA has 4096 bits unless said otherwise (sprig crypto.go generatePrivateKey). */
export function generateKey(
  type: KeyType,
  { rsaBits = 4096 }: { readonly rsaBits?: number } = {},
): PrivateKey {
  const { generateKeyPairSync } = nodeCrypto();
  switch (type) {
    case "rsa":
      return keyOf(generateKeyPairSync("rsa", { modulusLength: rsaBits }).privateKey);
    case "ecdsa":
      return keyOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
    case "ed25519":
      return keyOf(generateKeyPairSync("ed25519").privateKey);
    case "dsa": {
      const { privateKey } = generateKeyPairSync("dsa", { modulusLength: 2048, divisorLength: 256 });
      return { pem: encodePem({ type: "DSA PRIVATE KEY", bytes: openSslDsa(privateKey) }) };
    }
  }
}

/** The key in the first PEM block of a text; throws with Go's words (sprig crypto.go parsePrivateKeyPEM). */
export function parsePrivateKey(text: string): PrivateKey {
  const block = decodePem(text);
  if (!block) throw new Error("no PEM data in input");
  const { type, bytes } = block;
  if (type === "PRIVATE KEY") return keyOf(readKey(bytes, "pkcs8"));
  if (!type.endsWith(" PRIVATE KEY")) throw new Error(`no private key data in PEM block of type ${type}`);
  const kind = type.slice(0, -" PRIVATE KEY".length);
  if (kind === "RSA") return keyOf(readKey(bytes, "pkcs1"));
  if (kind === "EC") return keyOf(readKey(bytes, "sec1"));
  if (kind !== "DSA") throw new Error(`invalid private key type ${type}`);
  const fault = sequenceFault(bytes, "DSAKeyFormat");
  if (fault) throw new Error(`parsing DSA private key from PEM: ${fault}`);
  return { pem: encodePem({ type, bytes }) };
}

type Format = "pkcs1" | "sec1" | "pkcs8";

/** What each format is called where it fails, and by which function Go reads it. */
const FORMATS: Readonly<Record<Format, { what: string; parser: string; struct: string; prefix: string }>> = {
  pkcs1: {
    what: "parsing RSA private key from PEM",
    parser: "ParsePKCS1PrivateKey",
    struct: "pkcs1PrivateKey",
    prefix: "",
  },
  sec1: {
    what: "parsing EC private key from PEM",
    parser: "ParseECPrivateKey",
    struct: "ecPrivateKey",
    prefix: "x509: failed to parse EC private key: ",
  },
  pkcs8: { what: "decoding PEM as PKCS#8", parser: "ParsePKCS8PrivateKey", struct: "pkcs8", prefix: "" },
};

function readKey(bytes: Uint8Array, format: Format): KeyObject {
  const key = tryKey(bytes, format);
  if (key) return key;
  const { what, struct, prefix } = FORMATS[format];
  const other = (["sec1", "pkcs8", "pkcs1"] as const).find((each) => each !== format && tryKey(bytes, each));
  if (other) {
    const advice = `use ${FORMATS[other].parser} instead for this key format`;
    throw new Error(`${what}: x509: failed to parse private key (${advice})`);
  }
  const fault = sequenceFault(bytes, struct) ?? "asn1: structure error: tags don't match";
  throw new Error(`${what}: ${prefix}${fault}`);
}

function tryKey(bytes: Uint8Array, type: Format): KeyObject | undefined {
  try {
    return nodeCrypto().createPrivateKey({ key: Uint8Array.from(bytes) as never, format: "der", type });
  } catch {
    return undefined;
  }
}

/** Why bytes are no SEQUENCE, in the words of Go's encoding/asn1; undefined if they are one. */
function sequenceFault(bytes: Uint8Array, struct: string): string | undefined {
  if (bytes.length === 0) return "asn1: syntax error: sequence truncated";
  const tag = bytes[0]!;
  try {
    const first = readDerValue(bytes);
    if (tag === TAG.sequence) {
      return first.content.length === 0 ? "asn1: syntax error: sequence truncated" : undefined;
    }
    const found = `{class:${tag >> 6} tag:${tag & 0x1f} length:${first.content.length} ` +
      `isCompound:${(tag & 0x20) !== 0}}`;
    const field =
      "{optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> " +
      "stringType:0 timeType:0 set:false omitEmpty:false}";
    const header = first.whole.length - first.content.length;
    return `asn1: structure error: tags don't match (16 vs ${found}) ${field} ${struct} @${header}`;
  } catch (error) {
    return (error as Error).message;
  }
}

function keyOf(key: KeyObject): PrivateKey {
  const [type, format] = key.asymmetricKeyType === "rsa"
    ? ["RSA PRIVATE KEY", "pkcs1"] as const
    : key.asymmetricKeyType === "ec"
    ? ["EC PRIVATE KEY", "sec1"] as const
    : ["PRIVATE KEY", "pkcs8"] as const;
  return { key, pem: encodePem({ type, bytes: key.export({ format: "der", type: format as "pkcs8" }) }) };
}

/** PKCS#8 holds p, q, g and x; the form of OpenSSL that Go's sprig writes has 0, p, q, g, y, x. */
function openSslDsa(key: KeyObject): Uint8Array {
  const [info] = readDer(key.export({ format: "der", type: "pkcs8" }));
  const [, algorithm, secret] = readDer(info!.content);
  const [, parameters] = readDer(algorithm!.content);
  const [p, q, g] = readDer(parameters!.content) as [DerValue, DerValue, DerValue];
  const [x] = readDer(secret!.content) as [DerValue];
  const y = powerOf(unsignedInteger(g.content), {
    exponent: unsignedInteger(x.content),
    modulus: unsignedInteger(p.content),
  });
  return derSequence(derInteger(0n), p.whole, q.whole, g.whole, derInteger(y), x.whole);
}

function powerOf(base: bigint, { exponent, modulus }: { exponent: bigint; modulus: bigint }): bigint {
  let result = 1n, square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = result * square % modulus;
    square = square * square % modulus;
  }
  return result;
}
