// Takes pictures of the HTML report of the example's failing variant, on the playground: for a desktop and a phone, in
// light and dark. Needs chromium (or what CHROMIUM names).
//
//   deno run -A scripts/picture_report.ts
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { EXAMPLE, pathWithHelm } from "./sync_example.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FOLDER = join(ROOT, ".github/docs");

/** A picture: 1 CSS pixel is `scale` of its own. */
interface Picture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
  readonly scheme: "light" | "dark";
}

const PICTURES: readonly Picture[] = [
  { file: "report-desktop.webp", width: 1280, height: 1000, scale: 1.25, scheme: "light" },
  { file: "report-phone.webp", width: 390, height: 1240, scale: 1.5, scheme: "dark" },
];

/** Runs the example and gives the path of its report. */
async function makeReport(folder: string): Promise<string> {
  const path = join(folder, "run.html");
  await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--quiet",
      join(ROOT, "main.ts"),
      "--playground",
      "-e",
      "fail",
      "sync",
      "--report",
      path,
    ],
    cwd: EXAMPLE,
    env: { PATH: await pathWithHelm() },
    stdout: "null",
    stderr: "null",
  }).output();
  const page = await Deno.readTextFile(path);
  await Deno.writeTextFile(path, page.replaceAll(EXAMPLE, "/srv/shop"));
  return path;
}

/** One page of a browser, by the DevTools protocol. */
class Page {
  #last = 0;
  readonly #waiting = new Map<number, (result: Record<string, string>) => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => {
      const { id, result } = JSON.parse(data);
      this.#waiting.get(id)?.(result);
    };
  }

  static async open(address: string): Promise<Page> {
    const { host } = new URL(address);
    const answer = await fetch(`http://${host}/json/new?about:blank`, { method: "PUT" });
    const socket = new WebSocket((await answer.json()).webSocketDebuggerUrl);
    await new Promise((resolve) => socket.onopen = resolve);
    return new Page(socket);
  }

  send(method: string, params: Record<string, unknown> = {}): Promise<Record<string, string>> {
    const id = ++this.#last;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  close(): void {
    this.socket.close();
  }
}

async function take(page: Page, { file, width, height, scale, scheme }: Picture): Promise<void> {
  const metrics = { width, height, deviceScaleFactor: scale, mobile: width < 600 };
  await page.send("Emulation.setDeviceMetricsOverride", metrics);
  await page.send("Emulation.setEmulatedMedia", {
    features: [{ name: "prefers-color-scheme", value: scheme }],
  });
  const { data } = await page.send("Page.captureScreenshot", { format: "webp", quality: 80 });
  const bytes = Uint8Array.fromBase64(data!);
  await Deno.writeFile(join(FOLDER, file), bytes);
  console.error(`${file}: ${Math.round(bytes.length / 1024)} KiB`);
}

/** The address on which a browser just started takes orders; it says so itself. */
async function devToolsAddress(errors: ReadableStream<Uint8Array>): Promise<string> {
  let said = "";
  for await (const text of errors.pipeThrough(new TextDecoderStream())) {
    said += text;
    const address = /ws:\/\/\S+/.exec(said)?.[0];
    if (address) return address;
  }
  throw new Error(`The browser did not start:\n${said}`);
}

const folder = await Deno.makeTempDir({ prefix: "boathook-picture-" });
const browser = new Deno.Command(Deno.env.get("CHROMIUM") ?? "chromium", {
  args: [
    ...["--headless", "--no-sandbox", "--hide-scrollbars", "--remote-debugging-port=0"],
    `--user-data-dir=${folder}/profile`,
  ],
  stdout: "null",
  stderr: "piped",
}).spawn();
try {
  const report = await makeReport(folder);
  const page = await Page.open(await devToolsAddress(browser.stderr));
  await page.send("Page.enable");
  await page.send("Page.navigate", { url: `file://${report}` });
  const expression =
    `document.readyState === "complete" || new Promise((done) => addEventListener("load", done))`;
  await page.send("Runtime.evaluate", { expression, awaitPromise: true });
  for (const picture of PICTURES) await take(page, picture);
  page.close();
} finally {
  browser.kill();
  await browser.status;
  await Deno.remove(folder, { recursive: true });
}
