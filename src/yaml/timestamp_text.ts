// A time → its RFC 3339 text with nanoseconds, as go-yaml v3 prints a timestamp.
import type { GoTime, Zone } from "../go/value.ts";

const NANOS = 1_000_000_000n;

/** Go's time.RFC3339Nano: no trailing zeros in the fraction, "Z" for an offset of zero. */
export function timestampText(time: GoTime): string {
  const offset = zoneOffset(time.zone, time.unixNano);
  const local = time.unixNano + BigInt(offset) * NANOS;
  const nanos = ((local % NANOS) + NANOS) % NANOS;
  const date = new Date(Number((local - nanos) / 1_000_000n));
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  const rest = date.toISOString().replace(/^[+-]?\d+/, "").slice(0, -".000Z".length);
  const fraction = nanos === 0n ? "" : "." + String(nanos).padStart(9, "0").replace(/0+$/, "");
  return year + rest + fraction + offsetText(offset);
}

function zoneOffset(zone: Zone, unixNano: bigint): number {
  if (zone.offsetSeconds !== undefined) return zone.offsetSeconds;
  if (zone.name === "UTC" || zone.name === "") return 0;
  const at = new Date(Number(unixNano / 1_000_000n));
  if (zone.name === "Local") return -at.getTimezoneOffset() * 60;
  const named = new Intl.DateTimeFormat("en-US", { timeZone: zone.name, timeZoneName: "longOffset" });
  const text = named.formatToParts(at).find((part) => part.type === "timeZoneName")?.value ?? "GMT";
  const match = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return 0;
  const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
  return match[1] === "-" ? -seconds : seconds;
}

function offsetText(offset: number): string {
  if (offset === 0) return "Z";
  const minutes = Math.trunc(Math.abs(offset) / 60);
  const pad = (part: number) => String(part).padStart(2, "0");
  return (offset < 0 ? "-" : "+") + pad(Math.trunc(minutes / 60)) + ":" + pad(minutes % 60);
}
