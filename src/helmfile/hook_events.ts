// The events that hooks run at. Apart from the schema of hooks, for the command line names them too and must not wait
// for a schema to be built.

/** The events of a release's hooks, in the order they happen. */
export const RELEASE_EVENTS = [
  "prepare",
  "presync",
  "preapply",
  "preuninstall",
  "postuninstall",
  "postapply",
  "postsync",
  "cleanup",
] as const;

/** The events of a file's hooks. */
export const GLOBAL_EVENTS = ["prepare", "cleanup"] as const;

/** An event at which hooks run. */
export type HookEvent = typeof RELEASE_EVENTS[number];
