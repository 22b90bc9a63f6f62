// What a look ahead finds wrong with a hook, as data, before it is known whether it stops the run.
import type { Diagnostic, Failure } from "../../diagnostics/diagnostic.ts";
import { missingPath } from "../../diagnostics/missing_file.ts";
import { withoutUndefined } from "../without_undefined.ts";

/** Something that is wrong with a hook. */
export interface Finding extends Pick<Diagnostic, "code" | "span" | "notes" | "hint"> {
  /** The end of a sentence that begins with the hook. */
  readonly problem: string;
  /** The file or command that is missing or wrong, if an earlier hook could make or mend it. */
  readonly mendable?: string;
  /** Whether it will do harm, but need not end the hook. */
  readonly isMild?: boolean;
  /** Whether `problem` is a sentence of its own. */
  readonly isWhole?: boolean;
}

/** What a Failure says, as findings. */
export function findingsOf(failure: Failure): readonly Finding[] {
  const mendable = missingPath(failure);
  return failure.diagnostics.map(({ code, message, span, notes, hint }) =>
    withoutUndefined<Finding>({
      code,
      problem: message,
      span,
      notes,
      hint,
      mendable,
      isWhole: code.startsWith("hook/"),
      isMild: undefined,
    })
  );
}
