// Bytes of a child's two pipes → whole masked lines, as they come, and the last of them kept for a report.
import type { OutputLine, OutputTail } from "./hook_failure.ts";
import type { Masker } from "./mask.ts";

type Stream = OutputLine["stream"];

/** Takes the chunks of both pipes. */
export interface OutputFeed {
  push(stream: Stream, chunk: Uint8Array): void;
  /** Gives out what no line end followed. Call it once, at the end. */
  flush(): void;
  tail(): OutputTail;
}

/** Lines kept for a report. */
const TAIL_LINES = 200;
/** A longer line is cut into lines: a child that writes no line ends must not fill the memory. */
const LONGEST_LINE = 65_536;

/** A feed that calls `onLine` for each line without its end. */
export function createOutputFeed(
  { masker, elapsedMs, onLine }: {
    readonly masker: Masker;
    readonly elapsedMs: () => number;
    readonly onLine: (stream: Stream, line: string) => void;
  },
): OutputFeed {
  const kept: OutputLine[] = [];
  let count = 0;
  const give = (stream: Stream) => (text: string) => {
    count++;
    kept.push({ stream, atMs: Math.round(elapsedMs()), text });
    if (kept.length > TAIL_LINES * 2) kept.splice(0, TAIL_LINES);
    onLine(stream, text);
  };
  const splitters = {
    stdout: new LineSplitter(masker, give("stdout")),
    stderr: new LineSplitter(masker, give("stderr")),
  };
  return {
    push: (stream, chunk) => splitters[stream].push(chunk),
    flush() {
      splitters.stdout.flush();
      splitters.stderr.flush();
    },
    tail() {
      const lines = kept.slice(-TAIL_LINES);
      return { lines, omitted: count - lines.length };
    },
  };
}

class LineSplitter {
  readonly #decoder = new TextDecoder();
  readonly #mask;
  #rest = "";
  constructor(masker: Masker, private readonly give: (line: string) => void) {
    this.#mask = masker.stream();
  }

  push(chunk: Uint8Array): void {
    this.#take(this.#mask.push(this.#decoder.decode(chunk, { stream: true })));
  }

  flush(): void {
    this.#take(this.#mask.push(this.#decoder.decode()) + this.#mask.flush());
    if (this.#rest !== "") this.give(this.#rest);
    this.#rest = "";
  }

  #take(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop()!;
    for (const line of lines) this.give(line.endsWith("\r") ? line.slice(0, -1) : line);
    while (this.#rest.length > LONGEST_LINE) {
      this.give(this.#rest.slice(0, LONGEST_LINE));
      this.#rest = this.#rest.slice(LONGEST_LINE);
    }
  }
}
