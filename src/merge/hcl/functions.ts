// All functions that HCL values may call (Helmfile pkg/hcllang/hcl_functions.go), by name. `try` and `can` are the
// evaluator's own.
import type { HclFunction } from "./arguments.ts";
import { COLLECTION_FUNCTIONS } from "./functions_collection.ts";
import { ENCODING_FUNCTIONS } from "./functions_encoding.ts";
import { NUMBER_FUNCTIONS } from "./functions_number.ts";
import { TEXT_FUNCTIONS } from "./functions_text.ts";

/** All functions that HCL values may call, by name. */
export const HCL_FUNCTIONS: Readonly<Record<string, HclFunction>> = {
  ...COLLECTION_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...NUMBER_FUNCTIONS,
  ...TEXT_FUNCTIONS,
};
