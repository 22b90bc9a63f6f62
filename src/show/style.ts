// Colours: whether to use them, and how a text gets them.
import type { Env } from "../system/system.ts";

/** Paints a text, or gives it as it is. */
export interface Style {
  readonly isColored: boolean;
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
}

/** What the user said about colours. */
export interface ColorChoice {
  readonly color?: boolean | undefined;
  readonly noColor?: boolean | undefined;
}

/** A style that paints, or one that does not. */
export function newStyle(isColored: boolean): Style {
  const paint = (open: number, close: number) => (text: string) =>
    isColored && text !== "" ? `\x1b[${open}m${text}\x1b[${close}m` : text;
  return {
    isColored,
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    blue: paint(34, 39),
    cyan: paint(36, 39),
  };
}

/** Whether a stream gets colours: as asked, else by NO_COLOR (https://no-color.org), TERM and what the stream is. */
export function wantsColor(choice: ColorChoice, env: Env, isTerminal: boolean): boolean {
  if (choice.noColor) return false;
  if (choice.color) return true;
  if ((env.get("NO_COLOR") ?? "") !== "" || env.get("TERM") === "dumb") return false;
  return isTerminal;
}
