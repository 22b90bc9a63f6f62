// The letters of a time zone at the front of a text, by what they look like: Go does not ask whether the zone exists.

/** Three to five capitals that look like a zone, "GMT+3", or "+03" (Go package time, parseTimeZone). */
export function zoneLetters(text: string): string | undefined {
  if (text.length < 3) return undefined;
  const special = /^(ChST|MeST)/.exec(text)?.[0];
  if (special) return special;
  if (text.startsWith("GMT")) return `GMT${signedHours(text.slice(3))}`;
  if (/^[+-]/.test(text)) return signedHours(text) || undefined;
  const capitals = /^[A-Z]{0,6}/.exec(text)![0];
  const isZone = capitals.length === 3 || capitals === "WITA" || /^[A-Z]{3,4}T$/.test(capitals);
  return isZone ? capitals : undefined;
}

function signedHours(text: string): string {
  const match = /^[+-]([0-9]+)/.exec(text);
  return match && Number(match[1]) <= 23 ? match[0] : "";
}
