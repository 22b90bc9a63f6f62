// Prepared releases → those that are left to do: a resumed run passes over what an earlier one did with the same
// inputs. What each is made of is noted for the run that may go on from this one.
import type { Release } from "../../merge/state.ts";
import type { FileRun } from "../file_run.ts";
import { releaseInputs } from "./release_inputs.ts";
import { releaseRef } from "../helm_session.ts";

/** What earlier runs did, and where this one says what it starts from. */
export interface Progress {
  /** The run that did the release with these inputs; undefined unless this run resumes. */
  doneIn(releaseId: string, inputs: string): string | undefined;
  note(releaseId: string, inputs: string, doneIn?: string): void;
}

/** The releases to work on; those passed over are told, and marked in `fileRun`. */
export function skipDone(releases: readonly Release[], fileRun: FileRun): readonly Release[] {
  const { progress, emit } = fileRun.run;
  if (!progress) return releases;
  return releases.filter((release) => {
    const inputs = releaseInputs(release, fileRun);
    const doneIn = progress.doneIn(release.id, inputs);
    progress.note(release.id, inputs, doneIn);
    if (doneIn === undefined) return true;
    fileRun.skipped.add(release.id);
    emit({ type: "release_skipped", release: releaseRef(release), doneIn });
    return false;
  });
}
