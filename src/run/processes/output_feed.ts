// Bytes of a child's two pipes → whole masked lines, as they come, and the last of them kept for a report.
import type { OutputLine, OutputTail } from "../post_mortem/hook_failure.ts";
import type { Masker } from "../secrets/mask.ts";

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
/** Characters kept of them: a child may write long lines, and many children at once. */
const TAIL_CHARACTERS = 262_144;
/** A longer line is cut into lines: a child that writes no line ends must not fill the memory. */
const LONGEST_LINE = 16_384;

/** A feed that calls `onLine` for each line without its end. */
export function createOutputFeed(
  { masker, elapsedMs, onLine }: {
    readonly masker: Masker;
    readonly elapsedMs: () => number;
    readonly onLine: (stream: Stream, line: string) => void;
  },
): OutputFeed {
  const kept: OutputLine[] = [];
  let count = 0, size = 0;
  const trim = () => {
    let dropped = 0;
    for (; kept.length - dropped > TAIL_LINES || size > TAIL_CHARACTERS; dropped++) {
      size -= kept[dropped]!.text.length;
    }
    kept.splice(0, dropped);
  };
  const give = (stream: Stream) => (text: string) => {
    count++;
    size += text.length;
    kept.push({ stream, atMs: Math.round(elapsedMs()), text });
    if (kept.length > TAIL_LINES * 2 || size > TAIL_CHARACTERS * 2) trim();
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
      trim();
      return { lines: [...kept], omitted: count - kept.length };
    },
  };
}

class LineSplitter {
  /** Without `ignoreBOM`, Deno drops a byte order mark at the start of any chunk, not of the first alone. */
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
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
