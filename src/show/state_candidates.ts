// What a state offers to complete: its releases, environments, labels, namespaces, hook events and names.
import type { DesiredState, Release } from "../merge/state.ts";

/** A word to offer, with what it is. */
export interface StateCandidate {
  readonly value: string;
  readonly description?: string;
}

/** Words of one kind; `args` are the command's words before the cursor. */
export function stateCandidates(
  wanted: string,
  state: DesiredState,
  { typed, args, events }: { typed: string; args: readonly string[]; events: readonly string[] },
): readonly StateCandidate[] {
  const releases = state.files.flatMap((file) => file.releases);
  if (wanted === "release") {
    return distinct(releases.map(({ name, chart }) => ({ value: name, description: chart })));
  }
  if (wanted === "selector") return selectorCandidates(releases, typed);
  if (wanted === "namespace") return distinct(releases.map(({ namespace }) => ({ value: namespace })));
  if (wanted === "environment") {
    return distinct(
      state.files.flatMap(({ doc }) => Object.keys(doc.environments ?? {}).map((value) => ({ value }))),
    );
  }
  if (wanted === "hook-name") return hookNameCandidates(state);
  return wanted === "hook-event" ? eventCandidates(releases, { name: args[0], events }) : [];
}

/** The names that hooks have, with what bears them. */
function hookNameCandidates({ files }: DesiredState): readonly StateCandidate[] {
  const owners = files.flatMap(({ path, hooks, releases }) => [
    { owner: path, hooks },
    ...releases.map((release) => ({ owner: release.name, hooks: release.hooks })),
  ]);
  return distinct(
    owners.flatMap(({ owner, hooks }) =>
      hooks.map(({ doc }) => ({ value: doc.name ?? "", description: owner }))
    ),
  );
}

/** The events that a release's hooks name; every event if no release is named yet. */
function eventCandidates(
  releases: readonly Release[],
  { name, events }: { name: string | undefined; events: readonly string[] },
): readonly StateCandidate[] {
  const hooks = releases.filter((release) => release.name === name).flatMap((release) => release.hooks);
  const used = new Set(hooks.flatMap(({ doc }) => doc.events ?? []));
  return events.filter((event) => used.size === 0 || used.has(event)).map((value) => ({ value }));
}

/** `key=value` of every label; after a comma, conditions that the ones before do not decide. */
function selectorCandidates(releases: readonly Release[], typed: string): readonly StateCandidate[] {
  const done = typed.slice(0, typed.lastIndexOf(",") + 1);
  const conditions = releases.flatMap(({ labels }) => Object.entries(labels))
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `${key}=${value}`);
  return distinct(conditions.sort().map((condition) => ({ value: done + condition })));
}

function distinct(candidates: readonly StateCandidate[]): readonly StateCandidate[] {
  const seen = new Set<string>([""]);
  return candidates.filter(({ value }) => !seen.has(value) && seen.add(value));
}
