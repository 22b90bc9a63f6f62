// X.509 certificates: a description and keys → the bytes, laid out as Go's x509.CreateCertificate does; and what a
// signer's own certificate says.
import type { KeyObject } from "node:crypto";
import { toBytes } from "../../go/bytes.ts";
import { quote } from "../../go/quote.ts";
import {
  der,
  derBitString,
  derInteger,
  derObjectId,
  derSequence,
  type DerValue,
  readDer,
  readDerValue,
  TAG,
} from "./der.ts";
import { nodeCrypto } from "./node_crypto.ts";

/** What a certificate says. */
export interface CertificateRequest {
  readonly serial: bigint;
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  /** Addresses of 4 or 16 bytes. */
  readonly addresses: readonly Uint8Array[];
  /** Seconds since the epoch. */
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  readonly isAuthority: boolean;
}

/** Who signs: the subject of its certificate, its key's id if it has one, and the public key it claims. */
export interface Issuer {
  readonly subject: Uint8Array;
  readonly keyId?: Uint8Array;
  readonly publicKey: Uint8Array;
}

const OID = {
  commonName: "2.5.4.3",
  subjectKeyId: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAltName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyId: "2.5.29.35",
  extKeyUsage: "2.5.29.37",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
} as const;

const NULL = Uint8Array.of(5, 0);
const TRUE = Uint8Array.of(TAG.boolean, 1, 0xff);

/**
 * The DER of a certificate for `key`, signed with `signer`; self-signed without an `issuer`. Throws with the words of
 * Go's x509.CreateCertificate.
 */
export function createCertificate(
  request: CertificateRequest,
  { key, signer, issuer }: { key: KeyObject; signer: KeyObject; issuer?: Issuer | undefined },
): Uint8Array {
  const subject = nameOf(request.commonName), publicKey = publicKeyOf(key);
  if (issuer && !sameBytes(publicKeyOf(signer), issuer.publicKey)) {
    throw new Error("x509: provided PrivateKey doesn't match parent's PublicKey");
  }
  const { hash, algorithm } = signatureOf(signer);
  const isOwnIssuer = !issuer || sameBytes(issuer.subject, subject);
  const body = derSequence(
    der(0xa0, derInteger(2n)),
    derInteger(request.serial),
    algorithm,
    issuer?.subject ?? subject,
    derSequence(timeOf(request.notBefore), timeOf(request.notAfter)),
    subject,
    publicKey,
    der(
      0xa3,
      derSequence(
        ...extensionsOf(request, { publicKey, authority: isOwnIssuer ? undefined : issuer?.keyId }),
      ),
    ),
  );
  return derSequence(body, algorithm, derBitString(nodeCrypto().sign(hash, body, signer)));
}

/** What a certificate's DER says of a signer; throws in the words of Go's x509.ParseCertificate if it is none. */
export function parseCertificate(bytes: Uint8Array): Issuer {
  const whole = reading("certificate", () => sequence(readDerValue(bytes)));
  if (whole.whole.length < bytes.length) throw new Error("x509: trailing data");
  const body = reading("tbs certificate", () => sequence(readDerValue(whole.content)));
  return reading("certificate", () => {
    parts(whole, 3);
    const fields = readDer(body.content).filter(({ tag }) => tag !== 0xa0);
    const [, , , , subject, publicKey] = fields as DerValue[];
    parts(publicKey!, 2);
    const keyId = keyIdOf(fields.find(({ tag }) => tag === 0xa3));
    return { subject: subject!.whole, publicKey: publicKey!.whole, ...(keyId ? { keyId } : {}) };
  });
}

function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Error(`x509: malformed ${what}`);
  }
}

function sequence(value: DerValue): DerValue {
  if (value.tag !== TAG.sequence) throw new Error("no sequence");
  return value;
}

function parts(value: DerValue, count: number): DerValue[] {
  const values = readDer(sequence(value).content);
  if (values.length !== count) throw new Error("not the parts of a certificate");
  return values;
}

function keyIdOf(extensions: DerValue | undefined): Uint8Array | undefined {
  if (!extensions) return undefined;
  const id = derObjectId(OID.subjectKeyId);
  for (const extension of readDer(readDer(extensions.content)[0]!.content)) {
    const values = readDer(extension.content);
    if (sameBytes(values[0]!.whole, id)) return readDer(values.at(-1)!.content)[0]!.content;
  }
  return undefined;
}

/** SEQUENCE of the common name alone; empty without one. Go takes PrintableString where the text allows it. */
function nameOf(commonName: string): Uint8Array {
  if (commonName === "") return derSequence();
  if (!commonName.isWellFormed()) throw new Error("asn1: string not valid UTF-8");
  const isPrintable = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(commonName);
  const text = der(isPrintable ? TAG.printableString : TAG.utf8String, toBytes(commonName));
  return derSequence(der(TAG.set, derSequence(derObjectId(OID.commonName), text)));
}

/** UTCTime up to 2049, GeneralizedTime for what lies beyond. */
function timeOf(unixSeconds: bigint): Uint8Array {
  const date = new Date(Number(unixSeconds) * 1000), year = date.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) {
    throw new Error("asn1: structure error: cannot represent time as GeneralizedTime");
  }
  const digits = date.toISOString().replace(/\.\d+|[-:T]/g, "");
  const isShort = year >= 1950 && year < 2050;
  return der(isShort ? TAG.utcTime : TAG.generalizedTime, toBytes(isShort ? digits.slice(2) : digits));
}

function extensionsOf(
  request: CertificateRequest,
  { publicKey, authority }: { publicKey: Uint8Array; authority: Uint8Array | undefined },
): Uint8Array[] {
  const { isAuthority } = request;
  const usages = derSequence(derObjectId(OID.serverAuth), derObjectId(OID.clientAuth));
  const out = [
    extension(
      OID.keyUsage,
      derBitString(Uint8Array.of(isAuthority ? 0xa4 : 0xa0), isAuthority ? 2 : 5),
      true,
    ),
    extension(OID.extKeyUsage, usages),
    extension(OID.basicConstraints, derSequence(...(isAuthority ? [TRUE] : [])), true),
  ];
  if (isAuthority) out.push(extension(OID.subjectKeyId, der(TAG.octetString, keyIdFor(publicKey))));
  if (authority) out.push(extension(OID.authorityKeyId, derSequence(der(0x80, authority))));
  const names = alternativeNames(request);
  if (names.length > 0) {
    out.push(extension(OID.subjectAltName, derSequence(...names), request.commonName === ""));
  }
  return out;
}

function extension(id: string, value: Uint8Array, isCritical = false): Uint8Array {
  return derSequence(derObjectId(id), ...(isCritical ? [TRUE] : []), der(TAG.octetString, value));
}

function alternativeNames({ dnsNames, addresses }: CertificateRequest): Uint8Array[] {
  const names = dnsNames.map((name) => {
    if (!/^[\0-\x7f]*$/.test(name)) throw new Error(`x509: ${quote(name)} cannot be encoded as an IA5String`);
    return der(0x82, toBytes(name));
  });
  return [...names, ...addresses.map((address) => der(0x87, address))];
}

/** The first 160 bits of the key's SHA-256 (RFC 7093, method 1), as Go has it since 1.25. */
function keyIdFor(publicKey: Uint8Array): Uint8Array {
  const [, bits] = readDer(readDer(publicKey)[0]!.content);
  return nodeCrypto().createHash("sha256").update(bits!.content.subarray(1)).digest().subarray(0, 20);
}

function publicKeyOf(key: KeyObject): Uint8Array {
  return nodeCrypto().createPublicKey(key as never).export({ format: "der", type: "spki" });
}

/** The hash and the algorithm's name by which a key signs. */
function signatureOf(key: KeyObject): { hash: string | null; algorithm: Uint8Array } {
  if (key.asymmetricKeyType === "ed25519") {
    return { hash: null, algorithm: derSequence(derObjectId("1.3.101.112")) };
  }
  if (key.asymmetricKeyType === "rsa") {
    return { hash: "sha256", algorithm: derSequence(derObjectId("1.2.840.113549.1.1.11"), NULL) };
  }
  const [hash, id] = ECDSA_HASHES[key.asymmetricKeyDetails?.namedCurve ?? ""] ??
    ["sha256", "1.2.840.10045.4.3.2"];
  return { hash: hash!, algorithm: derSequence(derObjectId(id!)) };
}

const ECDSA_HASHES: Readonly<Record<string, readonly [string, string]>> = {
  secp384r1: ["sha384", "1.2.840.10045.4.3.3"],
  "P-384": ["sha384", "1.2.840.10045.4.3.3"],
  secp521r1: ["sha512", "1.2.840.10045.4.3.4"],
  "P-521": ["sha512", "1.2.840.10045.4.3.4"],
};

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
