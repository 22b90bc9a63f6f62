// A version text → its parts, and which of two versions comes first, as Masterminds/semver v3.5 has it: "v1.2" is a
// version, zeros may lead a number, build metadata never counts in a comparison.
import { byteLength } from "../../go/bytes.ts";

/** A semantic version. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  /** What follows "-", or "". */
  readonly prerelease: string;
  /** What follows "+", or "". */
  readonly metadata: string;
  /** The text it was read from. */
  readonly original: string;
}

/** The text of dotted identifiers, as they follow "-" or "+". */
export const IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";

const VERSION = new RegExp(
  `^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-(${IDENTIFIERS}))?(?:\\+(${IDENTIFIERS}))?$`,
);
const LONGEST = 256;
const UINT64_LIMIT = 1n << 64n;

/** Reads a version; throws with Go's words if it is none (semver NewVersion). */
export function parseVersion(text: string): Version {
  if (byteLength(text) > LONGEST) throw new Error(`version string is too long (max ${LONGEST} bytes)`);
  const match = VERSION.exec(text);
  if (!match) throw new Error("invalid semantic version");
  const [, major = "0", minor = "0", patch = "0", prerelease = "", metadata = ""] = match;
  const version = {
    major: parseSegment(major),
    minor: parseSegment(minor),
    patch: parseSegment(patch),
    prerelease,
    metadata,
    original: text,
  };
  checkPrerelease(prerelease);
  return version;
}

/** The version in its full form, without a leading "v" (Version.String). */
export function formatVersion(version: Omit<Version, "original">): string {
  const { major, minor, patch, prerelease, metadata } = version;
  return `${major}.${minor}.${patch}` + (prerelease && `-${prerelease}`) + (metadata && `+${metadata}`);
}

/** Throws if a text can not follow the "-" of a version; "" can (validatePrerelease). */
export function checkPrerelease(text: string): void {
  if (text === "") return;
  for (const part of text.split(".")) {
    if (!/^[0-9A-Za-z-]+$/.test(part)) throw new Error("invalid prerelease string");
    if (/^0[0-9]+$/.test(part)) throw new Error("version segment starts with 0");
  }
}

/** Throws if a text can not follow the "+" of a version; "" can (validateMetadata). */
export function checkMetadata(text: string): void {
  if (text !== "" && !new RegExp(`^${IDENTIFIERS}$`).test(text)) throw new Error("invalid metadata string");
}

/** -1, 0 or 1 as `a` comes before, with or after `b` (Version.Compare). */
export function compareVersions(a: Version, b: Version): number {
  return order(a.major, b.major) || order(a.minor, b.minor) || order(a.patch, b.patch) ||
    comparePrereleases(a.prerelease, b.prerelease);
}

/** A version without a prerelease comes after those with one (comparePrerelease). */
export function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  const parts = a.split("."), others = b.split(".");
  for (let i = 0; i < Math.max(parts.length, others.length); i++) {
    const sign = comparePart(parts[i] ?? "", others[i] ?? "");
    if (sign !== 0) return sign;
  }
  return 0;
}

/** A missing part comes before any, a number before a word. */
function comparePart(a: string, b: string): number {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? -1 : 1;
  const numberA = uint64Of(a), numberB = uint64Of(b);
  if (numberA === undefined && numberB === undefined) return a > b ? 1 : -1;
  if (numberA === undefined || numberB === undefined) return numberA === undefined ? 1 : -1;
  return numberA > numberB ? 1 : -1;
}

function parseSegment(digits: string): bigint {
  const value = uint64Of(digits);
  if (value !== undefined) return value;
  throw new Error(
    `error parsing version segment: strconv.ParseUint: parsing "${digits}": value out of range`,
  );
}

function uint64Of(text: string): bigint | undefined {
  if (!/^[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text);
  return value < UINT64_LIMIT ? value : undefined;
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
