// What a user reads when a hook fails: every folder of tests/gallery through the whole program with real bash, against
// the whole text. Helm is a stand-in; UPDATE_GOLDEN=1 renews the reports.
import { type GalleryCase, readGallery, REPORT } from "../support/gallery.ts";
import { assertEquals } from "../support/assert.ts";
import { type Host, type HostRun, withHost } from "../support/host.ts";
import { dirname, join } from "../support/paths.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";

const { which } = createDenoSystem().processes;

for (const given of readGallery()) {
  const isMissing = given.needs !== undefined && which(given.needs) === undefined;
  Deno.test({
    name: `the report of ${given.name}`,
    ignore: isMissing,
    fn: () => withHost((host) => check(given, host)),
  });
}

async function check(given: GalleryCase, host: Host): Promise<void> {
  await host.chart("chart");
  for (const path of given.paths) await copy(join(given.dir, path), join(host.project, path));
  host.env.PATH = `${host.project}/bin:${host.dir}/bin:/usr/bin:/bin`;
  Object.assign(host.env, given.env);
  const report = join(given.dir, REPORT), text = stable(await runCase(given, host), host);
  if (Deno.env.get("UPDATE_GOLDEN") === "1") await Deno.writeTextFile(report, text);
  assertEquals(text, await Deno.readTextFile(report), `${given.name} differs; UPDATE_GOLDEN=1 rewrites it`);
}

/** As it is: its mode, and where a link leads. */
async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(dirname(to), { recursive: true });
  if ((await Deno.lstat(from)).isSymlink) await Deno.symlink(await Deno.readLink(from), to);
  else await Deno.copyFile(from, to);
}

async function runCase({ stop }: GalleryCase, host: Host): Promise<HostRun> {
  if (!stop) return await host.run("sync");
  const run = host.start("sync");
  await run.said(stop.after);
  run.kill(stop.signal);
  return await run.done;
}

/** What differs from run to run and from host to host made the same. */
function stable({ stdout, stderr }: HostRun, host: Host): string {
  const text = (stdout + stderr)
    .replaceAll(host.project, "DIR")
    .replaceAll(/\/[^\s'"]*\/boathook-[0-9a-f-]+\//g, "RUN/")
    .replaceAll(/\S+(?: run -A --quiet \S+\/main\.ts)? run-dax/g, "boathook run-dax")
    .replaceAll(/RUN\/hook-\d+/g, "RUN/hook")
    .replace(/^ +\d+\.\d s {2}(out|err) │/gm, "     0.0 s  $1 │")
    .replace(/ran for [\d.]+ (ms|s) in/g, "ran for TIME in")
    .replace(/^( +)\d+ {2}[\d.]+ (ms|s) {2}/gm, "$1PID  TIME  ")
    .replace(/\b\d+\.\d+ ?s\b(?! +(out|err) )/g, "TIME")
    .replace(/wait "\d+"/g, 'wait "PID"')
    .replace(/ +\d+ (Segmentation|Killed|Terminated|Broken|File size)/g, " PID $1")
    .replace(/\b(bash|Node\.js|python3?|perl) v?\d[\d.]*\d/gi, "$1 VERSION");
  return byStream(text);
}

/** Two pipes have no order between them: the same script may be heard either way round. */
function byStream(text: string): string {
  return text.replace(/(^.* (out|err) │.*\n)+/gm, (block) => {
    const lines = block.split("\n").slice(0, -1);
    return ["out │", "err │"].flatMap((mark) => lines.filter((line) => line.includes(mark))).join("\n") +
      "\n";
  });
}
