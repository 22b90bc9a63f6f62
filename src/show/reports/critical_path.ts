// Releases with their times and what they waited for → the chain of releases that made the run as long as it was.

/** What the chain is found by. */
export interface TimedRelease {
  readonly release: { readonly id: string };
  readonly outcome: string;
  readonly startMs: number;
  readonly endMs: number;
  /** The ids of the releases it could not start before. */
  readonly waitsFor: readonly string[];
}

/** A release that started this long after the end of another may have waited for its place. */
const TOLERANCE_MS = 50;

/** The ids of the chain, the first one first: back from the last to end, each time to what it waited for longest. */
export function criticalPath(releases: readonly TimedRelease[]): readonly string[] {
  const worked = releases.filter(({ startMs, endMs }) => endMs > startMs);
  const path: string[] = [];
  let current = lastOf(worked);
  while (current && !path.includes(current.release.id)) {
    path.unshift(current.release.id);
    current = before(current, worked);
  }
  return path;
}

/** What it needs, if that ended last; else whoever left it a place, where places are few. */
function before(release: TimedRelease, worked: readonly TimedRelease[]): TimedRelease | undefined {
  const needed = lastOf(worked.filter((one) => release.waitsFor.includes(one.release.id)));
  if (needed && release.startMs - needed.endMs <= TOLERANCE_MS) return needed;
  const gap = ({ endMs }: TimedRelease) => release.startMs - endMs;
  const left = lastOf(worked.filter((one) => one !== release && gap(one) >= 0 && gap(one) <= TOLERANCE_MS));
  return left ?? needed;
}

function lastOf(releases: readonly TimedRelease[]): TimedRelease | undefined {
  return releases.reduce<TimedRelease | undefined>(
    (last, one) => last === undefined || one.endMs > last.endMs ? one : last,
    undefined,
  );
}
