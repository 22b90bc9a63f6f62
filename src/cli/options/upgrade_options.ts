// All that sync and apply take, in the order of their help.
import { diffing, validate } from "./diff_options.ts";
import { concurrency, deadline, dryRun, resuming } from "./execution_options.ts";
import {
  args,
  cascade,
  helmWords,
  postRendering,
  skipCrds,
  skipSchemaValidation,
  tracking,
  upgrading,
  valueReuse,
  waiting,
} from "./helm_options.ts";
import { noPreflight } from "./hook_options.ts";
import { detailedExitcode, reporting } from "./output_options.ts";
import { enforceNeedsAreInstalled, needs, releaseValues } from "./selection_options.ts";

/** What sync and apply take. */
export const upgradeOptions = {
  ...reporting,
  dryRun,
  deadline,
  ...resuming,
  noPreflight,
  args,
  ...releaseValues,
  ...needs,
  enforceNeedsAreInstalled,
  concurrency,
  detailedExitcode,
  validate,
  ...diffing,
  ...helmWords,
  skipCrds,
  ...waiting,
  ...valueReuse,
  ...postRendering,
  skipSchemaValidation,
  cascade,
  ...upgrading,
  ...tracking,
};
