// Node's crypto module, loaded when a template first asks for it: it takes longer to load than most renders take, and
// template functions are synchronous, so neither a static nor a dynamic import would do.
import process from "node:process";

type NodeCrypto = typeof import("node:crypto");

/** Hashes, ciphers and keys. Works alike in a bundle and in a compiled program, as the module is a builtin. */
export function nodeCrypto(): NodeCrypto {
  return process.getBuiltinModule("node:crypto");
}
