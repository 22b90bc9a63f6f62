// Text for XML and HTML.

/** Escapes a text, and leaves out what XML 1.0 cannot hold at all (section 2.2, Char). */
export function escapeXml(text: string): string {
  return text.toWellFormed()
    .replace(/\x1b\[[\d;?]*[A-Za-z]/g, "")
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd")
    .replace(/[&<>"']/g, (found) => ENTITIES[found]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
