// The options of single commands for what is worked on: releases by their needs, and values for them. Source of
// compatible names and defaults, as in all files of options: Helmfile cmd/*.go. Texts are ours.
import { flag, texts } from "../option.ts";

/** What happens to the releases a selected one needs. */
export const needs = {
  skipNeeds: flag({
    summary: "Ignore needs that the selectors leave out",
    default: true,
    category: "Selection",
  }),
  includeNeeds: flag({ summary: "Take the needs of selected releases along", category: "Selection" }),
  includeTransitiveNeeds: flag({
    summary: "Take the needs of selected releases along, and theirs",
    category: "Selection",
  }),
};

/** Whether needs must be installed. */
export const enforceNeedsAreInstalled = flag({
  summary: "Fail when a needed release is not to be installed",
  category: "Selection",
});

/** Values for releases. */
export const releaseValues = {
  set: texts({ summary: "Set a value of the releases: key=value", placeholder: "k=v", category: "Value" }),
  values: texts({
    summary: "Read values of the releases from a YAML file",
    placeholder: "path",
    completes: "file",
    category: "Value",
  }),
};
