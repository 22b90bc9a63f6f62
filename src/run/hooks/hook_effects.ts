// What the failure of a hook means for the run: said in its report, while the rest of the run still goes on.
import type { HookEvent } from "./hook_event.ts";

/** An event of a release or file, and the names of the releases that need the release. */
export type HookStake = Pick<HookEvent, "event" | "release" | "error" | "file"> & {
  readonly dependants: readonly string[];
};

/** One line for each effect; none after an earlier failure, whose report has said it. */
export function hookEffects({ event, release, error, file, dependants }: HookStake): readonly string[] {
  if (error) return [];
  if (release === undefined) {
    return [event === "prepare" ? `nothing in ${file.path} is changed` : "the run counts as failed"];
  }
  const own = OF_RELEASE[event]?.(`release "${release.name}"`, release.isInstalled) ??
    `release "${release.name}" counts as failed`;
  const skipped = dependants.length === 0 ? [] : [
    `${dependants.map((name) => `"${name}"`).join(", ")} ${
      dependants.length === 1 ? "is" : "are"
    } skipped: ` +
    `${dependants.length === 1 ? "it needs" : "they need"} "${release.name}"`,
  ];
  return [own, ...skipped];
}

const OF_RELEASE: Readonly<Record<string, (release: string, isInstalled: boolean) => string>> = {
  prepare: () => "no release of the file is changed",
  presync: (release, isInstalled) => `${release} is not ${isInstalled ? "upgraded" : "uninstalled"}`,
  preapply: (release) => `${release} is not upgraded`,
  preuninstall: (release) => `${release} is not uninstalled`,
  postapply: (release) => `${release} is upgraded, but counts as failed`,
  postuninstall: (release) => `${release} is uninstalled, but counts as failed`,
};
