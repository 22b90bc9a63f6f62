// genPrivateKey, genCA, genSignedCert and their kin: keys and certificates as PEM.
import { decodeBase64 } from "../../go/base_n.ts";
import { fromBytes } from "../../go/bytes.ts";
import { formatValue } from "../../go/format.ts";
import { parseIp } from "../../go/ip.ts";
import { Struct, type Value } from "../../go/value.ts";
import type { FunctionMap, ParamType } from "../template.ts";
import { unsignedInteger } from "./der.ts";
import { decodePem, encodePem } from "./pem.ts";
import { generateKey, type KeyType, parsePrivateKey, type PrivateKey } from "./private_key.ts";
import type { TemplateWorld } from "./world.ts";
import { createCertificate, type Issuer, parseCertificate } from "./x509.ts";

const CERTIFICATE = "sprig.certificate";
const SECOND = 1_000_000_000n;
const DAY = 24n * 3600n * SECOND;

/** sprig crypto.go, what makes keys and certificates. */
export function certificateFunctions(world: TemplateWorld): FunctionMap {
  return {
    genPrivateKey: { params: ["string"], call: ([type]) => privateKeyText(type as string) },
    buildCustomCert: {
      params: ["string", "string"],
      call: ([certificate, key]) => customCertificate(certificate as string, key as string),
    },
    ...pair("genCA", ["string", "int"], ([name, days], key) => {
      return issue(world, { name, days, isAuthority: true }, { key: key() });
    }),
    ...pair("genSelfSignedCert", ["string", "slice", "slice", "int"], ([name, ips, hosts, days], key) => {
      return issue(world, { name, ips, hosts, days }, { key: key() });
    }),
    ...pair("genSignedCert", ["string", "slice", "slice", "int", CERTIFICATE], (args, key) => {
      const [name, ips, hosts, days, authority] = args;
      const own = key();
      return issue(world, { name, ips, hosts, days }, { key: own, ...authorityOf(authority!) });
    }),
  };
}

type Maker = (args: Value[], key: () => PrivateKey) => Struct;

/** A function that makes its RSA key, and its twin that takes one as PEM. */
function pair(name: string, params: readonly ParamType[], make: Maker): FunctionMap {
  return {
    [name]: { params, call: (args) => make(args, () => generateKey("rsa", { rsaBits: 2048 })) },
    [`${name}WithKey`]: {
      params: [...params, "string"],
      call: (args) => {
        const key = saying("parsing private key", () => parsePrivateKey(args.at(-1) as string));
        return make(args, () => key);
      },
    },
  };
}

function privateKeyText(type: string): string {
  const known: Readonly<Record<string, KeyType>> = {
    rsa: "rsa",
    dsa: "dsa",
    ecdsa: "ecdsa",
    ed25519: "ed25519",
  };
  const kind = type === "" ? "rsa" : Object.hasOwn(known, type) ? known[type] : undefined;
  return kind ? generateKey(kind).pem : `Unknown type ${type}`;
}

/** What a template says of the certificate it wants; lists may be nil. */
interface Wish {
  readonly name: Value | undefined;
  readonly days: Value | undefined;
  readonly ips?: Value | undefined;
  readonly hosts?: Value | undefined;
  readonly isAuthority?: boolean;
}

/** Who gets the certificate, and who signs it if not the same. */
interface Parties {
  readonly key: PrivateKey;
  readonly signer?: PrivateKey;
  readonly issuer?: Issuer;
}

function issue(world: TemplateWorld, wish: Wish, { key, signer = key, issuer }: Parties): Struct {
  const now = world.now();
  const request = {
    addresses: addressesOf(wish.ips),
    dnsNames: hostsOf(wish.hosts),
    commonName: wish.name as string,
    serial: unsignedInteger(world.randomBytes(16)) || 1n,
    notBefore: now / SECOND,
    notAfter: (now + BigInt.asIntN(64, wish.days as bigint * DAY)) / SECOND,
    isAuthority: wish.isAuthority ?? false,
  };
  const bytes = saying("error creating certificate", () => {
    if (!key.key || !signer.key) {
      throw new Error("x509: certificate private key does not implement crypto.Signer");
    }
    return createCertificate(request, { key: key.key, signer: signer.key, issuer });
  });
  return certificateOf(encodePem({ type: "CERTIFICATE", bytes }), key.pem);
}

function authorityOf(authority: Value): { signer: PrivateKey; issuer: Issuer } {
  if (!(authority instanceof Struct)) throw new Error(`wrong type for value; expected ${CERTIFICATE}`);
  const { Cert, Key } = authority.fields;
  const issuer = readCertificate(Cert as string);
  return { issuer, signer: saying("error parsing private key", () => parsePrivateKey(Key as string)) };
}

function customCertificate(certificate: string, key: string): Struct {
  const decode = (text: string, what: string) => {
    try {
      return fromBytes(decodeBase64(text));
    } catch {
      throw new Error(`unable to decode base64 ${what}`);
    }
  };
  const certificateText = decode(certificate, "certificate"), keyText = decode(key, "private key");
  readCertificate(certificateText);
  saying("error parsing private key", () => parsePrivateKey(keyText));
  return certificateOf(certificateText, keyText);
}

function readCertificate(text: string): Issuer {
  const block = decodePem(text);
  if (!block) throw new Error("unable to decode certificate");
  return saying("error parsing certificate: decodedCert.Bytes", () => parseCertificate(block.bytes));
}

function certificateOf(certificate: string, key: string): Struct {
  return new Struct(CERTIFICATE, { Cert: certificate, Key: key });
}

function addressesOf(list: Value | undefined): Uint8Array[] {
  return ((list ?? []) as Value[]).map((item) => {
    if (typeof item !== "string") throw new Error(`error parsing ip: ${formatValue(item)} is not a string`);
    const address = parseIp(item);
    if (!address) throw new Error(`error parsing ip: ${item}`);
    return isMappedIpv4(address) ? address.subarray(12) : address;
  });
}

function isMappedIpv4(address: Uint8Array): boolean {
  return address.length === 16 && address.subarray(0, 12).every((byte, i) => byte === (i < 10 ? 0 : 0xff));
}

function hostsOf(list: Value | undefined): string[] {
  return ((list ?? []) as Value[]).map((item) => {
    if (typeof item === "string") return item;
    throw new Error(`error processing alternate dns name: ${formatValue(item)} is not a string`);
  });
}

function saying<T>(what: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`);
  }
}
