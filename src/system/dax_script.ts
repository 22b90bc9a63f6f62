// The one door of dax: a script in its cross-platform shell, for hosts without bash. It runs in a process of its own
// that is ended from outside, for dax itself leaves processes behind when it is to stop.
import $ from "dax";

/** Runs a script; gives its exit code. What cannot be parsed is an Error that says where. */
export async function runDaxScript(script: string): Promise<number> {
  try {
    const { code } = await $.raw`${script}`.noThrow().stdin("inherit");
    return code;
  } catch (error) {
    // dax throws its complaints about syntax as texts.
    throw error instanceof Error ? error : new Error(String(error));
  }
}
