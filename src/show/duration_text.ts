// How long something took, for people: tenths of seconds while they matter, whole seconds from a minute on.

/** In a table of results, as Go writes durations: `2.4s`, `1m30s`, `1h0m5s`. */
export function formatDuration(ms: number): string {
  const { h, m, s, isShort } = split(ms);
  if (isShort) return `${s}s`;
  return `${h > 0 ? `${h}h` : ""}${m}m${s}s`;
}

/** In a line that counts up: `2.4 s`, `1 min 05 s`, `1 h 00 min`. */
export function formatElapsed(ms: number): string {
  const { h, m, s, isShort } = split(ms);
  const twoDigits = (n: number) => String(n).padStart(2, "0");
  if (isShort) return `${s} s`;
  return h > 0 ? `${h} h ${twoDigits(m)} min` : `${m} min ${twoDigits(Number(s))} s`;
}

/** A time limit in seconds, as state files give it: `300 s`, `0.5 s`. */
export function formatLimit(ms: number): string {
  return `${ms / 1000} s`;
}

/** Tenths are cut off rather than rounded, so that a clock that counts up never shows what is yet to come. */
function split(ms: number): { h: number; m: number; s: string; isShort: boolean } {
  const tenths = Math.floor(Math.max(0, ms) / 100);
  if (tenths < 600) return { h: 0, m: 0, s: (tenths / 10).toFixed(1), isShort: true };
  const seconds = Math.floor(tenths / 10);
  return {
    h: Math.floor(seconds / 3600),
    m: Math.floor(seconds / 60) % 60,
    s: String(seconds % 60),
    isShort: false,
  };
}
