// The gallery: failing hooks with what they are made of and what the program says about them, from tests/gallery.
import { type GalleryCase, readGallery, REPORT, statePath } from "../../tests/support/gallery.ts";
import { join } from "../../tests/support/paths.ts";
import { anchor, GENERATED } from "./markdown.ts";

/** The page. */
export async function formatGallery(): Promise<string> {
  const cases = readGallery(), kinds = Map.groupBy(cases, ({ kind }) => kind);
  const chapters = [...kinds].sort(([a], [b]) => a < b ? -1 : 1);
  const sections = chapters.map(async ([kind, list]) =>
    [`## ${kind}\n`, ...await Promise.all(list.map(formatCase))].join("\n")
  );
  return [
    GENERATED,
    "# A gallery of failed hooks\n",
    `${cases.length} ways to fail. Each is a folder of [tests/gallery](../../tests/gallery) that a test runs through the ` +
    "whole program, with real bash; nothing in the scripts is there for boathook. What differs from run to run stands " +
    "as `TIME`, `DIR`, `PID` and `VERSION`; what follows a report (the tables of the run) is left out.\n",
    UNKNOWN_LINES,
    ...chapters.map(([kind, list]) =>
      `- **[${kind}](${anchor(kind)})**: ${
        list.map(({ title }) => `[${title}](${anchor(title)})`).join(" · ")
      }`
    ),
    "",
    ...await Promise.all(sections),
  ].join("\n");
}

/** The honest end of it. */
const UNKNOWN_LINES =
  "Bash says itself which line failed. Of other programs the line is known where they name it: tracebacks of Python, " +
  "node, Ruby, Perl and PowerShell, and what sh, awk, make, psql, terraform and compilers say. Else it is looked for " +
  "in what was said last, and the report says so. **No line is known**, and the place shown is where the hook is " +
  "declared, of a command in a script for sh that fails without a word; of a program that names none; of a hook that " +
  "something outside kills; and of what never started.\n";

async function formatCase(given: GalleryCase): Promise<string> {
  const report = reportIn(await Deno.readTextFile(join(given.dir, REPORT)));
  const state = statePath(given),
    own = given.paths.filter((path) => path !== state && !path.startsWith("bin/"));
  const isInState = own.length === 0 || report.includes(`--> ${state}:`);
  const files = await Promise.all(
    [...isInState ? [state] : [], ...own].map((path) => formatFile(given, path)),
  );
  const variables = Object.entries(given.env).map(([name, value]) => `\`${name}=${value}\``);
  const caller = variables.length === 0 ? [] : [`Called with ${variables.join(", ")}.\n`];
  return [`### ${given.title}\n`, `${given.shows}\n`, ...caller, ...files, block(report, "text")].join("\n");
}

/** What is said of the hooks, without the lines before it and the tables of the run. */
export function reportIn(text: string): string {
  const lines = text.split("\n");
  const rest = lines.slice(lines.findIndex((line) => BEGINS_REPORT.test(line)));
  const end = rest.findIndex((line, i) =>
    !IN_REPORT.test(line) && !(line === "" && BEGINS_REPORT.test(rest[i + 1] ?? ""))
  );
  return rest.slice(0, end === -1 ? undefined : end).join("\n");
}

const BEGINS_REPORT = /^(?:error|warning)\[/;
/** Line numbers are set to the right: the longest begins a line. */
const IN_REPORT = /^(?: |\d+ \||(?:error|warning)\[)/;

async function formatFile({ dir, name }: GalleryCase, path: string): Promise<string> {
  const title = `[\`${path}\`](../../tests/gallery/${name}/${path})`,
    info = await Deno.lstat(join(dir, path));
  if (info.isSymlink) return `\`${path}\`, a link to \`${await Deno.readLink(join(dir, path))}\`\n`;
  const text = new TextDecoder().decode(await Deno.readFile(join(dir, path)));
  if (/[\0\ufffd]/.test(text)) return `${title}, which is no text\n`;
  return `${title}\n\n${block(text.replaceAll("\r", "␍"), LANGUAGES[path.split(".").at(-1)!] ?? "text")}`;
}

const LANGUAGES: Readonly<Record<string, string>> = { sh: "shell", yaml: "yaml" };

function block(text: string, language: string): string {
  return `\`\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\`\n`;
}
