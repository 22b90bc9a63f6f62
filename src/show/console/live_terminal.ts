// A terminal whose last lines are redrawn in place while everything else scrolls by above them. Only whole lines go
// out; what has no end yet waits for it. The lines themselves are drawn elsewhere.
import type { Clock, Terminal } from "../../system/system.ts";
import { displayWidth } from "../display_width.ts";
import { redirectedTerminal } from "./redirected_terminal.ts";
import { settledLine } from "./settled_line.ts";

/** The terminal and what keeps its last lines current. */
export interface LiveTerminal {
  /** To be used in place of the one below. */
  readonly terminal: Terminal;
  /** Draws anew now if nothing runs any more, else with the next turn of the wheel. */
  refresh(options: { readonly isIdle: boolean }): void;
  /** Writes what waits, and takes the lines away for good. */
  close(): void;
}

/** The size of a terminal. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Ten pictures a second look like movement and cost nothing. */
const FRAME_MS = 100;
const USUAL_SIZE: TerminalSize = { columns: 80, rows: 24 };
const SGR = /\x1b\[[\d;]*m/g;

type Stream = "stdout" | "stderr";

/** Takes over a terminal; `draw` gives the lines, none of them wider than the terminal less one column. */
export function openLiveTerminal(
  below: Terminal,
  { clock, draw }: {
    readonly clock: Clock;
    readonly draw: (size: TerminalSize) => readonly string[];
  },
): LiveTerminal {
  const screen = new Screen(below, draw);
  const stop = clock.repeat(FRAME_MS, () => screen.paint());
  let paintedAtMs = -FRAME_MS;
  const write = (stream: Stream, text: string) => {
    screen.put(stream, text);
    // A burst of output costs one picture, and is seen a moment later.
    if (clock.monotonic() - paintedAtMs < FRAME_MS) return;
    paintedAtMs = clock.monotonic();
    screen.paint();
  };
  return {
    terminal: redirectedTerminal(below, {
      writeStdout: (text) => below.stdoutIsTerminal ? write("stdout", text) : below.writeStdout(text),
      writeStderr: (text) => write("stderr", text),
      prompt: (question, signal) => screen.whileAside(() => below.prompt(question, signal)),
    }),
    refresh: ({ isIdle }) => {
      if (isIdle) screen.paint();
    },
    close() {
      stop();
      screen.end();
    },
  };
}

interface Chunk {
  readonly stream: Stream;
  readonly text: string;
}

/** What stands on the screen and what waits to. */
class Screen {
  #drawn: readonly string[] = [];
  #waiting: Chunk[] = [];
  #isAside = false;
  #hasEnded = false;
  readonly #unended: Record<Stream, string> = { stdout: "", stderr: "" };

  constructor(
    private readonly terminal: Terminal,
    private readonly draw: (size: TerminalSize) => readonly string[],
  ) {}

  put(stream: Stream, text: string): void {
    const all = this.#unended[stream] + text;
    const end = all.lastIndexOf("\n") + 1;
    this.#unended[stream] = all.slice(end);
    if (end > 0) this.#waiting.push({ stream, text: settledText(all.slice(0, end)) });
  }

  /** Output first, the lines below it. */
  paint(): void {
    if (this.#isAside) return;
    const lines = this.#hasEnded ? [] : this.draw(this.#size());
    const isSame = this.#waiting.length === 0 && lines.join("\n") === this.#drawn.join("\n");
    if (!isSame) this.#write(lines);
  }

  /** Leaves the screen to someone else. Output that comes meanwhile waits. */
  async whileAside<T>(action: () => Promise<T>): Promise<T> {
    this.#write([]);
    this.#isAside = true;
    try {
      return await action();
    } finally {
      this.#isAside = false;
    }
  }

  end(): void {
    this.#isAside = false;
    for (const stream of ["stdout", "stderr"] as const) {
      if (this.#unended[stream] !== "") {
        this.#waiting.push({ stream, text: settledText(this.#unended[stream]) });
      }
      this.#unended[stream] = "";
    }
    this.#write([]);
    this.#hasEnded = true;
  }

  #write(lines: readonly string[]): void {
    let text = this.#erasure();
    for (const chunk of this.#waiting) {
      if (chunk.stream === "stderr") text += chunk.text;
      else {
        if (text !== "") this.terminal.writeStderr(text);
        this.terminal.writeStdout(chunk.text);
        text = "";
      }
    }
    text += lines.map((line) => `${line}\n`).join("");
    if (text !== "") this.terminal.writeStderr(text);
    this.#waiting = [];
    this.#drawn = lines;
  }

  /** Back to the first drawn line. A terminal made narrower since has broken the lines into more rows. */
  #erasure(): string {
    if (this.#drawn.length === 0) return "";
    const { columns } = this.#size();
    const rowsOf = (line: string) => Math.max(1, Math.ceil(displayWidth(line.replaceAll(SGR, "")) / columns));
    const rows = this.#drawn.reduce((sum, line) => sum + rowsOf(line), 0);
    return `\r\x1b[${rows}A\x1b[J`;
  }

  #size(): TerminalSize {
    return {
      columns: this.terminal.columns() || USUAL_SIZE.columns,
      rows: this.terminal.rows() || USUAL_SIZE.rows,
    };
  }
}

function settledText(text: string): string {
  return text.split("\n").map((line) => settledLine(line)).join("\n");
}
