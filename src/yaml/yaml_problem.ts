// What is wrong with a YAML text, in go-yaml's words and at an offset. Apart from Failure because templates
// (fromYaml) must say it as Go does, while everything else shows it as a located diagnostic.

/** One problem of a YAML text; `start` and `end` are offsets into it. */
export interface YamlProblem {
  /** go-yaml v3's words, without its "yaml: line N: ". */
  readonly message: string;
  /** The line go-yaml would name, 0 where it names none. */
  readonly goLine: number;
  readonly start: number;
  readonly end: number;
  /** Another place that belongs to it, such as the first of two equal keys. */
  readonly other?: { readonly message: string; readonly start: number; readonly end: number };
  /** Whether go-yaml reports it as one of several "unmarshal errors". */
  readonly isDecodeError?: boolean;
}

/** Carries YAML problems up to the door, which makes a `Failure` or a Go error of them. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  constructor(readonly problems: readonly YamlProblem[]) {
    super(problems.map((problem) => problem.message).join("; "));
  }
}
