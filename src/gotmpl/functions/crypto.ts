// Hashes, passwords, AES and random bytes. Keys and certificates are certificates.ts's.
import bcryptjs from "bcryptjs";
import { Buffer } from "node:buffer";
import { decodeBase64, encodeBase64 } from "../../go/base_n.ts";
import { byteLength, fromBytes, toBytes } from "../../go/bytes.ts";
import { GoNumber, type Value } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";
import { derivePassword } from "./derive_password.ts";
import { nodeCrypto } from "./node_crypto.ts";
import type { TemplateWorld } from "./world.ts";

const BCRYPT_COST = 10;
const BCRYPT_LONGEST = 72;
const AES_BLOCK = 16;
const AES_KEY = 32;

/** sprig crypto.go, without what makes keys and certificates. */
export function cryptoFunctions(world: TemplateWorld): FunctionMap {
  return {
    sha1sum: hashFunction("sha1"),
    sha256sum: hashFunction("sha256"),
    sha512sum: hashFunction("sha512"),
    adler32sum: { params: ["string"], call: ([text]) => String(adler32(toBytes(text as string))) },
    bcrypt: { params: ["string"], call: ([password]) => bcrypt(password as string, world) },
    htpasswd: {
      params: ["string", "string"],
      call: ([user, password]) => htpasswd(user as string, password as string, world),
    },
    derivePassword: {
      params: ["uint32", "string", "string", "string", "string"],
      call: ([counter, ...texts]) => {
        const [template, password, user, site] = texts as [string, string, string, string];
        return derivePassword({ counter: numberOf(counter!), template, password, user, site });
      },
    },
    encryptAES: {
      params: ["string", "string"],
      call: ([password, text]) => encryptAes(password as string, text as string, world),
    },
    decryptAES: {
      params: ["string", "string"],
      call: ([password, text]) => decryptAes(password as string, text as string),
    },
    randBytes: {
      params: ["int"],
      call: ([count]) => {
        if ((count as bigint) < 0n) throw new Error("runtime error: makeslice: len out of range");
        return encodeBase64(world.randomBytes(Number(count)));
      },
    },
  };
}

function hashFunction(algorithm: string): FunctionMap[string] {
  return {
    params: ["string"],
    call: ([text]) => nodeCrypto().createHash(algorithm).update(toBytes(text as string)).digest("hex"),
  };
}

/** A line of Apache's file of passwords. */
function htpasswd(user: string, password: string, world: TemplateWorld): string {
  if (user.includes(":")) return `invalid username: ${user}`;
  return `${user}:${bcrypt(password, world)}`;
}

/** RFC 1950's checksum. */
function adler32(bytes: Uint8Array): number {
  let low = 1, high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
}

/** sprig answers with the error's text instead of failing. */
function bcrypt(password: string, world: TemplateWorld): string {
  if (byteLength(password) > BCRYPT_LONGEST) {
    return `failed to encrypt string with bcrypt: bcrypt: password length exceeds ${BCRYPT_LONGEST} bytes`;
  }
  const salt = bcryptjs.encodeBase64([...world.randomBytes(16)], 16);
  return bcryptjs.hashSync(password, `$2a$${BCRYPT_COST}$${salt}`);
}

/** AES-256-CBC: the password, cut or filled up with zeros, is the key; the IV goes before the ciphertext. */
function encryptAes(password: string, text: string, world: TemplateWorld): string {
  if (text === "") return "";
  const iv = world.randomBytes(AES_BLOCK);
  const cipher = nodeCrypto().createCipheriv("aes-256-cbc", aesKey(password), iv);
  return encodeBase64(Buffer.concat([iv, cipher.update(toBytes(text)), cipher.final()]));
}

/** Input that is too short or torn fails with the words of Go's panics. */
function decryptAes(password: string, text: string): string {
  if (text === "") return "";
  const bytes = decodeBase64(text), capacity = Math.floor(byteLength(text) / 4) * 3;
  if (capacity < AES_BLOCK) throw outOfRange(`[:${AES_BLOCK}] with capacity ${capacity}`);
  if (bytes.length < AES_BLOCK) throw outOfRange(`[${AES_BLOCK}:${bytes.length}]`);
  const body = bytes.slice(AES_BLOCK);
  if (body.length % AES_BLOCK !== 0) throw new Error("crypto/cipher: input not full blocks");
  if (body.length === 0) throw new Error("runtime error: index out of range [-1]");
  const decipher = nodeCrypto().createDecipheriv("aes-256-cbc", aesKey(password), bytes.slice(0, AES_BLOCK));
  decipher.setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(body), decipher.final()]);
  const length = plain.length - plain[plain.length - 1]!;
  if (length < 0) throw outOfRange(`[:${length}]`);
  return fromBytes(plain.subarray(0, length));
}

function aesKey(password: string): Uint8Array {
  const key = new Uint8Array(AES_KEY);
  key.set(toBytes(password).slice(0, AES_KEY));
  return key;
}

function outOfRange(bounds: string): Error {
  return new Error(`runtime error: slice bounds out of range ${bounds}`);
}

function numberOf(value: Value): number {
  return Number(value instanceof GoNumber ? value.value : value as bigint);
}
