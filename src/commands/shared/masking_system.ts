// A world → the same one, on whose terminal nothing shows that has come to light as a secret.
import { createMasker } from "../../run/secrets/mask.ts";
import { redirectedTerminal } from "../../show/console/redirected_terminal.ts";
import type { System } from "../../system/system.ts";

/** `masked` hides secrets in all that is written; `withData` prints on standard output as it is told. */
export function maskingSystem(system: System): { readonly masked: System; readonly withData: System } {
  const { terminal } = system;
  const { add, mask } = createMasker([], system.noteSecret);
  const masked = redirectedTerminal(terminal, {
    writeStdout: (text) => terminal.writeStdout(mask(text)),
    writeStderr: (text) => terminal.writeStderr(mask(text)),
  });
  const withData = redirectedTerminal(masked, { writeStdout: (text) => terminal.writeStdout(text) });
  return {
    masked: { ...system, noteSecret: add, terminal: masked },
    withData: { ...system, noteSecret: add, terminal: withData },
  };
}
