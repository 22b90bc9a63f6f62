// uuidv4: a random UUID of version 4, from the world's random bytes.
import type { FunctionMap } from "../template.ts";
import type { TemplateWorld } from "./world.ts";

/** sprig crypto.go uuidv4 (RFC 9562, version 4, variant 10). */
export function uuidFunctions(world: TemplateWorld): FunctionMap {
  return { uuidv4: { params: [], call: () => formatUuid(world.randomBytes(16)) } };
}

function formatUuid(random: Uint8Array): string {
  const bytes = random.slice();
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
