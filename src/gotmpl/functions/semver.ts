// semver and semverCompare: a version as Go's struct with its methods, and whether it satisfies a constraint.
import { GoFunction, GoNumber, int, Struct, type Value } from "../../go/value.ts";
import type { FunctionMap } from "../template.ts";
import { parseConstraint, satisfies } from "./semver_constraint.ts";
import {
  checkMetadata,
  checkPrerelease,
  compareVersions,
  formatVersion,
  parseVersion,
  type Version,
} from "./semver_version.ts";

/** sprig semver.go; the version is a *semver.Version of Masterminds/semver v3. */
export const semverFunctions: FunctionMap = {
  semver: { params: ["string"], call: ([text]) => versionPointer(parseVersion(text as string)) },
  semverCompare: {
    params: ["string", "string"],
    call: ([constraint, version]) => {
      const parsed = parseConstraint(constraint as string);
      return satisfies(parseVersion(version as string), parsed);
    },
  },
};

const POINTER = "*semver.Version";
const UINT64_MAX = (1n << 64n) - 1n;
const versions = new WeakMap<Struct, Version>();

/** What semver gives: a pointer, so it is equal only to itself and has the methods that compare. */
function versionPointer(version: Version): Struct {
  const comparisons = {
    Compare: comparison("Compare", version, int),
    Equal: comparison("Equal", version, (order) => order === 0),
    GreaterThan: comparison("GreaterThan", version, (order) => order > 0),
    GreaterThanEqual: comparison("GreaterThanEqual", version, (order) => order >= 0),
    LessThan: comparison("LessThan", version, (order) => order < 0),
    LessThanEqual: comparison("LessThanEqual", version, (order) => order <= 0),
  };
  return versionStruct(version, {
    typeName: POINTER,
    methods: { ...comparisons, Original: getter("Original", version.original) },
  });
}

/** What the methods that change a version give: a semver.Version by value. */
function versionValue(changed: Omit<Version, "original">, before: Version): Struct {
  const prefix = before.original.startsWith("v") ? "v" : "";
  const original = prefix + formatVersion(changed);
  return versionStruct({ ...changed, original }, { typeName: "semver.Version", methods: {} });
}

/** Go's struct: the fields are unexported, so templates reach its parts by methods alone. */
function versionStruct(
  version: Version,
  kind: { readonly typeName: string; readonly methods: Readonly<Record<string, GoFunction>> },
): Struct {
  const { major, minor, patch, prerelease, metadata, original } = version;
  const text = formatVersion(version);
  const struct = new Struct(kind.typeName, {
    major: uint64(major),
    minor: uint64(minor),
    patch: uint64(patch),
    pre: prerelease,
    metadata,
    original,
  }, {
    Major: getter("Major", uint64(major)),
    Minor: getter("Minor", uint64(minor)),
    Patch: getter("Patch", uint64(patch)),
    Prerelease: getter("Prerelease", prerelease),
    Metadata: getter("Metadata", metadata),
    String: getter("String", text),
    MarshalText: getter("MarshalText", text),
    ...changes(version),
    ...kind.methods,
  });
  versions.set(struct, version);
  return struct;
}

function changes(version: Version): Record<string, GoFunction> {
  const { major, minor, patch } = version, clean = { prerelease: "", metadata: "" };
  const next = (name: string, change: () => Omit<Version, "original">) =>
    new GoFunction(name, () => versionValue(change(), version), []);
  return {
    IncPatch: next("IncPatch", () => {
      const step = version.prerelease === "" ? increment(patch, "patch") : patch;
      return { major, minor, patch: step, ...clean };
    }),
    IncMinor: next("IncMinor", () => ({ major, minor: increment(minor, "minor"), patch: 0n, ...clean })),
    IncMajor: next("IncMajor", () => ({ major: increment(major, "major"), minor: 0n, patch: 0n, ...clean })),
    SetPrerelease: new GoFunction("SetPrerelease", ([text]) => {
      checkPrerelease(text as string);
      return versionValue({ ...version, prerelease: text as string }, version);
    }, ["string"]),
    SetMetadata: new GoFunction("SetMetadata", ([text]) => {
      checkMetadata(text as string);
      return versionValue({ ...version, metadata: text as string }, version);
    }, ["string"]),
  };
}

function increment(part: bigint, name: string): bigint {
  if (part === UINT64_MAX) throw new Error(`${name} version increment would overflow uint64`);
  return part + 1n;
}

function getter(name: string, value: Value): GoFunction {
  return new GoFunction(name, () => value, []);
}

function comparison(name: string, version: Version, judge: (order: number) => Value): GoFunction {
  return new GoFunction(name, ([other]) => {
    const than = other instanceof Struct ? versions.get(other) : undefined;
    if (!than) throw new Error("runtime error: invalid memory address or nil pointer dereference");
    return judge(compareVersions(version, than));
  }, [POINTER]);
}

function uint64(value: bigint): GoNumber {
  return new GoNumber("uint64", value);
}
