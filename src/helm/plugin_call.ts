// What is asked of helm before anything else is known: its version.
import type { HelmCall } from "./helm_call.ts";

/** The call that prints helm's version on one line; made before any context is known. */
export const VERSION_CALL: HelmCall = { args: ["version", "--short"] };
