// Runs a shop of twelve releases on terminals of several sizes (tmux) and keeps what a person sees there in
// .github/docs/progress.md: one release fails, one hangs until its time limit, and the hooks of all print at once.
//
//   deno run -A scripts/record_progress.ts
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** The page. */
export const PAGE = join(ROOT, ".github/docs/progress.md");

/** One picture of the page. */
export interface Picture {
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  readonly command: string;
  /** The picture is taken once the screen shows this. */
  readonly once: RegExp;
  /** Only times differ from one picture to the next. */
  readonly isSteady?: true;
}

/** How long a screen may take to show what is awaited. */
const PATIENCE_MS = 60_000;
const DONE = /\d+ releases in .*\n\$ *\n*$/;

/** The pictures of the page, in order. */
export const PICTURES: readonly Picture[] = [
  {
    title: "Everything starts: two hooks print at once, each line stays whole",
    columns: 100,
    rows: 30,
    command: "boathook sync",
    once: /mail\/presync │ .*line 2[\s\S]* running/,
  },
  {
    title: "One release has failed, another is about to reach its time limit",
    columns: 100,
    rows: 30,
    command: "boathook sync",
    once: /stuck .*4\.\d s of 5 s[\s\S]*1 blocked/,
  },
  { title: "The end", columns: 100, rows: 34, command: "boathook sync", once: DONE },
  {
    title: "A terminal too short for all that runs",
    columns: 72,
    rows: 9,
    command: "boathook sync",
    once: /… and \d+ more/,
  },
  {
    title: "A question first",
    columns: 80,
    rows: 30,
    command: "boathook -i -l tier=front sync",
    once: /\[y\/n\]:/,
    isSteady: true,
  },
  {
    title: "Plain lines: CI, a pipe, or --progress=plain",
    columns: 80,
    rows: 20,
    command: "boathook --progress=plain -l name=db sync",
    once: /release in .*\n\$ *\n*$/,
    isSteady: true,
  },
];

/** What each release would be: the question shows how that differs from what is there. */
const MANIFEST = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: colors }\ndata: { banner: blue }\n";

const HELM = `#!/bin/bash
case "$1" in version) echo v3.17.3+ge4da497; exit ;; list) echo '[]'; exit ;; upgrade) ;; *) exit ;; esac
case " $* " in *" --dry-run"*) echo '${JSON.stringify({ manifest: MANIFEST })}'; exit ;; esac
for step in 1 2 3; do echo "helm: step $step of 3"; sleep 0.5; done
case " $* " in *" bad "*) echo "Error: UPGRADE FAILED: context deadline exceeded" >&2; exit 1 ;; esac
`;

const CHATTY = "for i in 1 2 3; do printf 'half of a '; sleep 0.3; echo line $i; done";
const HANGING = "echo waiting for the lock; sleep 60";
const NEEDS: Readonly<Record<string, string>> = { api: "shop/db", web: "shop/db", reports: "shop/bad" };
const NAMES = "db cache queue api web search mail bad stuck billing reports admin".split(" ");

/** Sections of the page with their pictures taken anew; needs tmux. */
export async function recordSections(pictures: readonly Picture[]): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "boathook-progress-" });
  try {
    await writeShop(folder);
    const sections: string[] = [];
    for (const picture of pictures) {
      const shown = await takePicture(picture, folder);
      sections.push(`## ${picture.title}\n\n\`\`\`text\n${shown}\n\`\`\`\n`);
    }
    return sections.join("\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What stands above the pictures. */
export const INTRODUCTION = `# Progress

While releases run, the last lines of a terminal say what each of them does and since when; a hook with a time
limit says how much of it is used. Everything else scrolls by above them, whole lines only. Where nobody can
watch (CI, a pipe, \`--progress=plain\`) there are plain lines, and one a minute about each hook or helm that
still runs:

\`\`\`text
api: presync hook "migrate" still running after 60 s, limit 300 s
\`\`\`

\`--progress=none\` shows neither. Colours follow \`--color\`, \`--no-color\` and \`NO_COLOR\`; these pictures have
none. They are written by \`scripts/record_progress.ts\`, with a stand-in for helm.
`;

async function writeShop(folder: string): Promise<void> {
  const write = async (path: string, text: string, mode = 0o644) => {
    const target = join(folder, path);
    await Deno.mkdir(join(target, ".."), { recursive: true });
    await Deno.writeTextFile(target, text, { mode });
  };
  await write("bin/helm", HELM, 0o755);
  const program = Deno.env.get("BOATHOOK_PROGRAM") ??
    `'${Deno.execPath()}' run -A --quiet '${join(ROOT, "main.ts")}'`;
  await write("bin/boathook", `#!/bin/bash\nexec ${program} "$@"\n`, 0o755);
  await write("project/helmfile.yaml", `releases:\n${NAMES.map(releaseText).join("")}`);
  for (const name of NAMES) {
    await write(`project/charts/${name}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`);
  }
}

function releaseText(name: string): string {
  const hook = name === "stuck"
    ? { event: "preapply", name: "migrate", text: HANGING, timeout: "5s" }
    : { event: "presync", name: `check-${name}`, text: CHATTY, timeout: "300s" };
  return [
    `- name: ${name}`,
    `  namespace: shop`,
    `  chart: ./charts/${name}`,
    `  labels: { tier: ${["api", "web"].includes(name) ? "front" : "back"} }`,
    ...NEEDS[name] ? [`  needs: [${NEEDS[name]}]`] : [],
    `  hooks:`,
    `  - events: [${hook.event}]`,
    `    name: ${hook.name}`,
    `    command: bash`,
    `    args: ["-c", "${hook.text}"]`,
    `    showlogs: true`,
    `    timeout: ${hook.timeout}`,
    `    killGrace: 1s`,
    "",
  ].join("\n");
}

/** Types the command into a new terminal and waits for the moment. */
async function takePicture({ columns, rows, command, once }: Picture, folder: string): Promise<string> {
  // A server that was just told to go may still hold its socket.
  const socket = await Deno.makeTempFile({ dir: folder, prefix: "tmux-" });
  await Deno.remove(socket);
  const tmux = async (...args: string[]) => {
    const { success, stdout, stderr } = await new Deno.Command("tmux", {
      args: ["-S", socket, "-f", "/dev/null", ...args],
      cwd: join(folder, "project"),
      env: { CI: "", NO_COLOR: "1", TZ: "UTC", LANG: "C.UTF-8", BOATHOOK_STATE_HOME: `${socket}-state` },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    if (!success) throw new Error(`tmux ${args[0]}: ${text(stderr)}`);
    return text(stdout).replace(/[ ]+$/gm, "");
  };
  const path = `${join(folder, "bin")}:${Deno.env.get("PATH")}`;
  const shell = `env PATH='${path}' PS1='$ ' bash --norc --noprofile`;
  await tmux("new-session", "-d", "-x", String(columns), "-y", String(rows), shell);
  try {
    await screenWith(/^\$/m, tmux);
    await tmux("send-keys", command, "Enter");
    const screen = await screenWith(once, tmux);
    await tmux("send-keys", "C-c");
    await screenWith(/\$ *\n*$/, tmux);
    return screen.trimEnd();
  } finally {
    await tmux("kill-server");
  }
}

/** Looks until the screen shows it: a terminal has no other way to say so. */
async function screenWith(
  wanted: RegExp,
  tmux: (...args: string[]) => Promise<string>,
): Promise<string> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const screen = await tmux("capture-pane", "-p");
    if (wanted.test(screen)) return screen;
    if (Date.now() > end) throw new Error(`The screen never showed ${wanted}:\n${screen}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

if (import.meta.main) {
  await Deno.writeTextFile(PAGE, `${INTRODUCTION}\n${await recordSections(PICTURES)}`);
}
