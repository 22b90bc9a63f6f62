// A version constraint (">=1.2, <2 || ~3.1") → whether a version satisfies it, by the rules of Masterminds/semver
// v3.5. A part that is left out or is "x", "X" or "*" makes the constraint cover a range.
import { byteLength } from "../../go/bytes.ts";
import { quote } from "../../go/quote.ts";
import {
  comparePrereleases,
  compareVersions,
  IDENTIFIERS,
  parseVersion,
  type Version,
} from "./semver_version.ts";

/** Which part is the first that may be anything; "none" if all three numbers are given. */
type Wildcard = "major" | "minor" | "patch" | "none";

/** One comparison, such as ">=1.2". */
interface Comparison {
  readonly operator: string;
  readonly than: Version;
  readonly wildcard: Wildcard;
}

/** Groups of which one must hold; a group holds if all its comparisons do. */
export type Constraint = readonly (readonly Comparison[])[];

const LONGEST = 512;
const MOST_GROUPS = 32;
const BLANK = "[\\t\\n\\f\\r ]";
const OPERATOR = "=|!=|>|<|>=|=>|<=|=<|~|~>|\\^|";
const PART = "[0-9|xX*]+";
const PATTERN = `v?(${PART})(\\.${PART})?(\\.${PART})?(-${IDENTIFIERS})?(?:\\+${IDENTIFIERS})?`;
const COMPARISON = new RegExp(`${BLANK}*(${OPERATOR})${BLANK}*${PATTERN}(?![^\\t\\n\\f\\r ,])`, "y");
const SEPARATOR = new RegExp(`${BLANK}*,|${BLANK}+`, "y");
const RANGE = new RegExp(`${BLANK}*(${PATTERN})${BLANK}+-${BLANK}+(${PATTERN})${BLANK}*`, "g");

/** Reads a constraint; throws with Go's words if it is none (semver NewConstraint). */
export function parseConstraint(text: string): Constraint {
  if (byteLength(text) > LONGEST) throw new Error(`constraint string is too long (max ${LONGEST} bytes)`);
  const groups = rewriteRanges(text).split("||");
  if (groups.length > MOST_GROUPS) throw new Error(`too many constraint groups (max ${MOST_GROUPS})`);
  return groups.map(parseGroup);
}

/** Whether a version satisfies a constraint; a prerelease only does where its group names one (Constraints.Check). */
export function satisfies(version: Version, constraint: Constraint): boolean {
  return constraint.some((group) => {
    if (version.prerelease !== "" && group.every((each) => each.than.prerelease === "")) return false;
    return group.every((comparison) => holds(version, comparison));
  });
}

/** "1.2 - 1.4" means ">= 1.2, <= 1.4". */
function rewriteRanges(text: string): string {
  let out = text;
  for (const match of text.matchAll(RANGE)) {
    out = out.replace(match[0], () => `>= ${match[1]}, <= ${match[6]} `);
  }
  return out;
}

function parseGroup(text: string): Comparison[] {
  const matches: RegExpExecArray[] = [];
  const end = text.length - /[\t\n\f\r ]*$/.exec(text)![0].length;
  for (let at = 0; matches.length === 0 || at < end;) {
    if (matches.length > 0) at = skip(SEPARATOR, text, at);
    COMPARISON.lastIndex = at;
    const match = at < 0 ? null : COMPARISON.exec(text);
    if (!match) throw new Error(`improper constraint: ${quote(text)}`);
    at = COMPARISON.lastIndex;
    matches.push(match);
  }
  return matches.map(comparisonOf);
}

/** The offset behind a match of `pattern` at `at`, or -1. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function comparisonOf(match: RegExpExecArray): Comparison {
  const [, operator = "", major = "", minor = "", patch = "", prerelease = ""] = match;
  const [wildcard, version]: [Wildcard, string] = isAny(major)
    ? ["major", "0.0.0"]
    : isAny(minor)
    ? ["minor", `${major}.0.0`]
    : isAny(patch)
    ? ["patch", `${major}${minor}.0`]
    : ["none", `${major}${minor}${patch}`];
  try {
    return { operator, wildcard, than: parseVersion(version + prerelease) };
  } catch {
    throw new Error("constraint parser error");
  }
}

function isAny(part: string): boolean {
  return /^\.?[xX*]?$/.test(part);
}

function holds(version: Version, { operator, than, wildcard }: Comparison): boolean {
  const order = compareVersions(version, than);
  switch (operator) {
    case "":
    case "=":
      return wildcard === "none" ? order === 0 : isTilde(version, { than, wildcard });
    case "!=":
      return isOther(version, { than, wildcard });
    case ">":
      return isGreater(version, { than, wildcard });
    case "<":
      return order < 0;
    case ">=":
    case "=>":
      return order >= 0;
    case "<=":
    case "=<":
      return isAtMost(version, { than, wildcard });
    case "^":
      return order >= 0 && isCaret(version, { than, wildcard });
    default:
      return isTilde(version, { than, wildcard });
  }
}

type Bound = Omit<Comparison, "operator">;

function isOther(version: Version, { than, wildcard }: Bound): boolean {
  if (wildcard === "none" || wildcard === "major") {
    const parts = version.major === than.major && version.minor === than.minor;
    return !parts || compareVersions(version, than) !== 0;
  }
  if (version.major !== than.major) return true;
  if (wildcard === "minor") return false;
  return version.minor !== than.minor || comparePrereleases(version.prerelease, than.prerelease) !== 0;
}

/** ">11" is above every 11.x, ">11.1" above every 11.1.x. */
function isGreater(version: Version, { than, wildcard }: Bound): boolean {
  if (wildcard === "none") return compareVersions(version, than) > 0;
  if (version.major !== than.major) return version.major > than.major;
  if (wildcard === "minor") return false;
  if (wildcard === "patch") return version.minor > than.minor;
  return compareVersions(version, than) > 0;
}

/** "<=11" holds for every 11.x; with "*", whatever has major 0 and minor 0 is the limit. */
function isAtMost(version: Version, { than, wildcard }: Bound): boolean {
  if (wildcard === "none") return compareVersions(version, than) <= 0;
  if (version.major !== than.major) return version.major < than.major;
  return wildcard === "minor" || version.minor <= than.minor;
}

/** "~1.2.3" is >=1.2.3 <1.3.0, "~1" is >=1.0.0 <2.0.0, "~*" and "~0.0.0" are everything. */
function isTilde(version: Version, { than, wildcard }: Bound): boolean {
  if (compareVersions(version, than) < 0) return false;
  const isZero = than.major === 0n && than.minor === 0n && than.patch === 0n;
  if (isZero && wildcard !== "minor" && wildcard !== "patch") return true;
  return version.major === than.major && (wildcard === "minor" || version.minor === than.minor);
}

/** "^" keeps the first number that is not zero: ^1.2.3 is <2.0.0, ^0.2.3 is <0.3.0, ^0.0.3 is <0.0.4. */
function isCaret(version: Version, { than, wildcard }: Bound): boolean {
  if (version.major !== than.major) return false;
  if (than.major > 0n || wildcard === "minor") return true;
  if (version.minor !== than.minor) return false;
  return than.minor > 0n || wildcard === "patch" || version.patch === than.patch;
}
