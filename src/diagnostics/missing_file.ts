// A file that is not there, as an error that keeps its path: whoever looks ahead asks for the path, not for the words.

/** Nothing is at `path`, which is absolute; the message says so in the words of who looked. */
export class MissingFile extends Error {
  override readonly name = "MissingFile";
  constructor(message: string, readonly path: string) {
    super(message);
  }
}

/** The path of the missing file that an error comes from in the end; undefined if it comes from anything else. */
export function missingPath(error: unknown): string | undefined {
  if (error instanceof MissingFile) return error.path;
  return error instanceof Error ? missingPath(error.cause) : undefined;
}
