// time.Time as text.
import { formatTime } from "./time_layout.ts";
import type { GoTime } from "./value.ts";

/** time.Time.String without the monotonic part: "2006-01-02 15:04:05.999999999 -0700 MST". */
export function timeText(time: GoTime): string {
  return formatTime(time, "2006-01-02 15:04:05.999999999 -0700 MST");
}
