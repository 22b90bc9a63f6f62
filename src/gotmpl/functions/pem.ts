// PEM blocks ↔ bytes, as Go's encoding/pem reads and writes them.
import { decodeBase64, encodeBase64 } from "../../go/base_n.ts";

/** A block: what it says it is, and its bytes. */
export interface PemBlock {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const BLOCK = /(?<=^|\n)-----BEGIN ([^\n]*?)-----[ \t\r]*\n([^]*?)(?<=\n)-----END \1-----[ \t\r]*(?=\n|$)/g;
const HEADERS = /^(?:[^\n:]*:[^\n]*\n)+[ \t\r]*\n?/;

/** The first block of a text that can be read (pem.Decode). */
export function decodePem(text: string): PemBlock | undefined {
  for (const [, type = "", body = ""] of text.matchAll(BLOCK)) {
    try {
      return { type, bytes: decodeBase64(body.replace(HEADERS, "").replace(/[ \t]/g, "")) };
    } catch {
      continue;
    }
  }
  return undefined;
}

/** A block with lines of 64 characters (pem.Encode). */
export function encodePem({ type, bytes }: PemBlock): string {
  const lines = encodeBase64(bytes).replace(/.{1,64}/g, "$&\n");
  return `-----BEGIN ${type}-----\n${lines}-----END ${type}-----\n`;
}
