// How far a number reaches in a template's text; whether it is a good one is for whoever reads its value.
import { isWordAt, nextAt } from "./character.ts";

/** A text and the offset that scanning moves on. */
export interface NumberScanner {
  readonly text: string;
  at: number;
}

/** Moves over what looks like a number of any base; false when a letter follows, which is then read too. */
export function scanNumber(scanner: NumberScanner): boolean {
  accept(scanner, "+-");
  let digits = "0123456789_";
  if (accept(scanner, "0")) {
    if (accept(scanner, "xX")) digits = "0123456789abcdefABCDEF_";
    else if (accept(scanner, "oO")) digits = "01234567_";
    else if (accept(scanner, "bB")) digits = "01_";
  }
  acceptRun(scanner, digits);
  if (accept(scanner, ".")) acceptRun(scanner, digits);
  const exponent = digits.length === 11 ? "eE" : digits.length === 23 ? "pP" : "";
  if (accept(scanner, exponent)) {
    accept(scanner, "+-");
    acceptRun(scanner, "0123456789_");
  }
  accept(scanner, "i");
  if (!isWordAt(scanner.text, scanner.at)) return true;
  scanner.at = nextAt(scanner.text, scanner.at);
  return false;
}

function accept(scanner: NumberScanner, chars: string): boolean {
  const char = scanner.text[scanner.at];
  if (char === undefined || !chars.includes(char)) return false;
  scanner.at++;
  return true;
}

function acceptRun(scanner: NumberScanner, chars: string): void {
  while (accept(scanner, chars)) { /* reads on */ }
}
