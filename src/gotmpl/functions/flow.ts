// Ending a render on purpose.
import type { FunctionMap } from "../template.ts";

/** sprig functions.go fail: the message is all that is said. */
export const flowFunctions: FunctionMap = {
  fail: {
    params: ["string"],
    call: ([message]) => {
      throw new Error(message as string);
    },
  },
};
