// Every recorded template, replayed through scripts/gotmpl_jsonl.ts, or through what it compiled to with all that the
// executable has of it, which BOATHOOK_TEMPLATES names. An output must be the same to the byte; an error
// must give Go's cause, its place and form are free.
import { assertEquals } from "../support/assert.ts";
import { join, ROOT } from "../support/paths.ts";

interface RecordedTemplate {
  readonly id: string;
  readonly template: string;
  readonly data: string;
  readonly output?: string;
  readonly error?: string;
}

type Answer = Pick<RecordedTemplate, "id" | "output" | "error">;

const CORPUS = join(ROOT, "tests/corpus/gotmpl");

const SOURCE = ["run", "-A", "--no-check", "--quiet", join(ROOT, "scripts/gotmpl_jsonl.ts")];
const COMPILED = Deno.env.get("BOATHOOK_TEMPLATES");

const templates = readLines<RecordedTemplate>(Deno.readTextFileSync(join(CORPUS, "given.jsonl")));
let answers: Promise<Map<string, Answer>> | undefined;

for (const [area, cases] of Map.groupBy(templates, ({ id }) => id.replace(/\/[^/]*$/, ""))) {
  Deno.test({
    name: `templates of ${area} come out as Go renders them`,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const given = await (answers ??= renderAll());
      assertEquals(cases.flatMap((recorded) => difference(recorded, given.get(recorded.id))), []);
    },
  });
}

async function renderAll(): Promise<Map<string, Answer>> {
  const child = new Deno.Command(COMPILED ?? Deno.execPath(), {
    args: COMPILED ? [] : SOURCE,
    cwd: join(CORPUS, "fixtures"),
    env: { TZ: "UTC" },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines = templates.map(({ id, template, data }) => `${JSON.stringify({ id, template, data })}\n`);
  const output = new Response(child.stdout).text();
  await new Blob(lines).stream().pipeTo(child.stdin);
  return new Map(readLines<Answer>(await output).map((answer) => [answer.id, answer]));
}

function difference({ id, template, output, error }: RecordedTemplate, answer: Answer | undefined): string[] {
  const isSame = error === undefined
    ? answer?.output === output
    : answer?.error !== undefined && answer.error.includes(causeOf(error));
  if (isSame) return [];
  return [`${id} ${template}: expected ${output ?? error}, got ${answer?.output ?? answer?.error}`];
}

/** The words after Go's "template: name:1:2: executing … at <…>: error calling f: ". */
function causeOf(error: string): string {
  return error.split(">: ").at(-1)!
    .replace(/^template: [^:]*:\d+(?::\d+)?: /, "")
    .replace(/^error calling \w+: /, "")
    .trim();
}

function readLines<T>(text: string): T[] {
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));
}
