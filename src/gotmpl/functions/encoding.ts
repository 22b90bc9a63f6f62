// Base64 and base32 with Go's strictness. What cannot be decoded is answered with the decoder's words as text.
import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from "../../go/base_n.ts";
import { fromBytes, toBytes } from "../../go/bytes.ts";
import type { FunctionMap } from "../template.ts";

/** sprig strings.go base64encode…: the decoders return their error's text instead of failing. */
export const encodingFunctions: FunctionMap = {
  b64enc: textFunction((text) => encodeBase64(toBytes(text))),
  b64dec: textFunction((text) => decodeOrSay(decodeBase64, text)),
  b32enc: textFunction((text) => encodeBase32(toBytes(text))),
  b32dec: textFunction((text) => decodeOrSay(decodeBase32, text)),
};

function textFunction(convert: (text: string) => string): FunctionMap[string] {
  return { params: ["string"], call: ([text]) => convert(text as string) };
}

function decodeOrSay(decode: (text: string) => Uint8Array, text: string): string {
  try {
    return fromBytes(decode(text));
  } catch (error) {
    return (error as Error).message;
  }
}
