import { fail, type SourceText } from "../../diagnostics/diagnostic.ts";
import type { ValueMap } from "../../go/value.ts";
import type { System } from "../../system/system.ts";
export function evaluateHcl(sources: readonly SourceText[], _system: System): ValueMap {
  return fail("hcl/unsupported", `Cannot read "${sources[0]!.path}": HCL is not supported`);
}
