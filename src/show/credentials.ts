// Addresses may carry a user and a password; what is shown must not.

/** A text with the user and password of every address in it left out. */
export function withoutCredentials(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.:-]*:\/\/)[^/@\s]*@/gi, "$1");
}
