// Standard input as lines that are asked for one at a time. Read in the background, so that time limits and Ctrl-C
// work while a question stands, and given back in between: what nobody asks for keeps no process alive.
import process from "node:process";

/** The answers of a user, or of a file or pipe in the user's place. */
export class Answers {
  readonly #decoder = new TextDecoder();
  #rest = "";
  #hasEnded = false;
  #isListening = false;
  #wake: () => void = () => {};

  /** The next line without its end; undefined at the end of input or once the signal aborts. One caller at a time. */
  async next(signal?: AbortSignal): Promise<string | undefined> {
    const aborted = Promise.withResolvers<void>();
    signal?.addEventListener("abort", () => aborted.resolve(), { once: true });
    this.#listen();
    try {
      for (;;) {
        const line = this.#takeLine();
        if (line !== undefined || this.#hasEnded || signal?.aborted) return line;
        const more = new Promise<void>((resolve) => this.#wake = resolve);
        await Promise.race([more, aborted.promise]);
      }
    } finally {
      process.stdin.pause();
      process.stdin.unref?.();
    }
  }

  #listen(): void {
    if (this.#hasEnded) return;
    process.stdin.ref?.();
    process.stdin.resume();
    if (this.#isListening) return;
    this.#isListening = true;
    const end = () => {
      this.#hasEnded = true;
      this.#wake();
    };
    process.stdin.on("data", (chunk: Uint8Array) => {
      this.#rest += this.#decoder.decode(chunk, { stream: true });
      this.#wake();
    }).on("end", end).on("error", end);
  }

  #takeLine(): string | undefined {
    const end = this.#rest.indexOf("\n");
    const isLast = end === -1 && this.#hasEnded && this.#rest !== "";
    if (end === -1 && !isLast) return undefined;
    const line = isLast ? this.#rest : this.#rest.slice(0, end);
    this.#rest = isLast ? "" : this.#rest.slice(end + 1);
    return line.replace(/\r$/, "");
  }
}
