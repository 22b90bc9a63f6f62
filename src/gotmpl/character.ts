// The classes of characters that a template's lexer tells apart, at an offset of its text.

/** Go counts only these four as space, in actions and for trimming. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** Whether a UTF-16 unit is an ASCII digit. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether an identifier may hold the character: letters and digits of any script, and `_`. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) {
    return code === 95 || isDigit(code) || code >= 97 && code <= 122 || code >= 65 && code <= 90;
  }
  return at < text.length && /^[\p{L}\p{Nd}]$/u.test(String.fromCodePoint(text.codePointAt(at)!));
}

/** The offset after the character that starts here. */
export function nextAt(text: string, at: number): number {
  return at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
}
