// Node's crypto module, loaded when a template first asks for it: it takes longer to load than most renders take, and
// template functions are synchronous, so neither a static nor a dynamic import would do.
import { createRequire } from "node:module";

type NodeCrypto = typeof import("node:crypto");

let loaded: NodeCrypto | undefined;

/** Hashes, ciphers and keys. Works alike in a bundle and in a compiled program, as the module is a builtin. */
export function nodeCrypto(): NodeCrypto {
  return loaded ??= createRequire(import.meta.url)("node:crypto") as NodeCrypto;
}
