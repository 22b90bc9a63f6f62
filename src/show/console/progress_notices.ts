// Where nobody can watch lines change (CI, a pipe): a line now and then about what still runs. The idea: cargo-nextest's
// SLOW lines.
import { formatLimit } from "../duration_text.ts";
import type { Operation, ProgressState } from "./progress_state.ts";

/** How often one operation is mentioned. */
const NOTICE_EVERY_MS = 60_000;

/** Notices of a run: asked again and again, it gives each line once. */
export class ProgressNotices {
  readonly #told = new Map<string, number>();

  constructor(private readonly state: ProgressState) {}

  /** The lines due at `nowMs`: `api: presync hook "x" still running after 60 s, limit 300 s`. */
  due(nowMs: number): readonly string[] {
    const lines: string[] = [];
    for (const operation of this.state.operations()) {
      const times = Math.floor((nowMs - operation.sinceMs) / NOTICE_EVERY_MS);
      if (times <= (this.#told.get(operation.id) ?? 0)) continue;
      this.#told.set(operation.id, times);
      lines.push(noticeLine(operation, { times, command: this.state.command }));
    }
    return lines;
  }
}

function noticeLine(
  { release, text, limitMs }: Operation,
  { times, command }: { readonly times: number; readonly command: string },
): string {
  const limit = limitMs === undefined ? "no limit" : `limit ${formatLimit(limitMs)}`;
  const after = formatLimit(times * NOTICE_EVERY_MS);
  return `${release?.name ?? command}: ${text} still running after ${after}, ${limit}`;
}
