// What a command line of ours may say that reaches helm: what overrides the state, as plain data. Each builder
// of this room takes the ones it knows and leaves the rest alone.

/** Overrides from the command line; what is left out was not given. */
export interface HelmFlags {
  /** `--args`: one text, split by `splitArgs`, for every helm call. */
  readonly args?: string;
  readonly debug?: boolean;
  readonly kubeconfig?: string;
  readonly kubeContext?: string;
  /** `--values`, absolute: they count from the working directory, not from the state file. */
  readonly values?: readonly string[];
  readonly set?: readonly string[];

  readonly wait?: boolean;
  readonly waitForJobs?: boolean;
  /** Seconds. */
  readonly timeout?: number;
  readonly reuseValues?: boolean;
  readonly resetValues?: boolean;
  readonly skipCrds?: boolean;
  readonly postRenderer?: string;
  readonly postRendererArgs?: readonly string[];
  readonly skipSchemaValidation?: boolean;
  readonly cascade?: string;
  readonly hideNotes?: boolean;
  readonly takeOwnership?: boolean;
  readonly serverSide?: string;
  readonly syncReleaseLabels?: boolean;
  readonly description?: string;
  readonly trackMode?: string;
  readonly syncArgs?: string;

  readonly detailedExitcode?: boolean;
  readonly stripTrailingCr?: boolean;
  readonly includeTests?: boolean;
  readonly suppress?: readonly string[];
  readonly suppressSecrets?: boolean;
  readonly showSecrets?: boolean;
  readonly noHooks?: boolean;
  readonly color?: boolean;
  readonly noColor?: boolean;
  readonly context?: number;
  readonly output?: string;
  readonly suppressOutputLineRegex?: readonly string[];
  readonly diffArgs?: string;

  readonly validate?: boolean;
  readonly includeCrds?: boolean;
  readonly skipTests?: boolean;
  readonly showOnly?: readonly string[];
  readonly kubeVersion?: string;
  readonly templateArgs?: string;

  readonly logs?: boolean;
  readonly failFast?: boolean;
  readonly debugPlugin?: boolean;

  readonly disableForceUpdate?: boolean;
  readonly enforcePluginVerification?: boolean;
  readonly ociPlainHttp?: boolean;
}
