// Files that are no files, on the real file system: each is an error that says where, and nothing waits for it.
import { assertEquals } from "../support/assert.ts";
import { type Host, withHost } from "../support/host.ts";

async function pipe(host: Host, path: string): Promise<void> {
  await new Deno.Command("mkfifo", { args: [`${host.project}/${path}`] }).output();
}

interface Case {
  readonly given: (host: Host) => Promise<void>;
  readonly words: string;
  readonly stderr: string;
}

const STATE = "releases:\n  - name: api\n    chart: ./chart\n    values: [v.yaml]\n";

const CASES: Readonly<Record<string, Case>> = {
  "a state file that is a pipe": {
    given: (host) => pipe(host, "helmfile.yaml"),
    words: "list",
    stderr: `error[files/unreadable]: Cannot read "helmfile.yaml": it is a pipe or a device, and no file
`,
  },
  "a values file that is a pipe": {
    async given(host) {
      await host.write("helmfile.yaml", STATE);
      await pipe(host, "v.yaml");
    },
    words: "template",
    stderr: `error[files/unreadable]: Cannot read "v.yaml": it is a pipe or a device, and no file
 --> helmfile.yaml:4:14
  |
4 |     values: [v.yaml]
  |              ^^^^^^
`,
  },
  "a pipe that a template reads": {
    async given(host) {
      await host.write("helmfile.yaml.gotmpl", 'commonLabels: {a: {{ readFile "v.yaml" }}}\n');
      await pipe(host, "v.yaml");
    },
    words: "list",
    stderr: `error[gotmpl/exec]: error calling readFile: it is a pipe or a device, and no file
 --> helmfile.yaml.gotmpl:1:22
  |
1 | commonLabels: {a: {{ readFile "v.yaml" }}}
  |                      ^^^^^^^^^^^^^^^^^
  = note: executing "stringTemplate" at <readFile "v.yaml"> at helmfile.yaml.gotmpl:1:22
`,
  },
  "a state file in another encoding": {
    async given(host) {
      await host.write("helmfile.yaml", "");
      const bytes = Uint8Array.from([..."releases:\n  - name: caf\xe9\n"], (char) => char.charCodeAt(0));
      await Deno.writeFile(`${host.project}/helmfile.yaml`, bytes);
    },
    words: "list",
    stderr: `error[yaml/syntax]: Cannot parse YAML: invalid trailing UTF-8 octet
 --> helmfile.yaml:2:14
  |
2 |   - name: caf\uFFFD
  |              ^
`,
  },
};

for (const [name, { given, words, stderr }] of Object.entries(CASES)) {
  Deno.test({
    name: `${name} is said to be one`,
    ignore: Deno.build.os === "windows",
    fn: () =>
      withHost(async (host) => {
        await host.chart("chart");
        await given(host);
        const run = await host.run(words);
        // What is no UTF-8 becomes that character only where it is written.
        assertEquals({ exit: run.exit, stderr: run.stderr.toWellFormed() }, { exit: 1, stderr });
      }),
  });
}

Deno.test("a journal that is no file is none", () =>
  withHost(async (host) => {
    await host.chart("chart");
    await host.write("helmfile.yaml", STATE.replace(/ +values.*\n/, ""));
    host.env.BOATHOOK_STATE_HOME = `${host.dir}/state`;
    assertEquals((await host.run("sync")).exit, 0);
    const [folder] = [...Deno.readDirSync(`${host.dir}/state/runs`)].map(({ name }) => name);
    const path = `${host.dir}/state/runs/${folder}`;
    for (const { name } of [...Deno.readDirSync(path)]) {
      await Deno.remove(`${path}/${name}`, { recursive: true });
      await Deno.mkdir(`${path}/${name}`);
    }
    for (const words of ["runs", "runs show", "sync --resume"]) {
      const { stderr } = await host.run(words);
      assertEquals({ [words]: /^bug:/m.test(stderr) }, { [words]: false });
    }
  }));

Deno.test({
  name: "a playground whose folder is a link to nothing is said to be one",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withHost(async (host) => {
      await host.chart("chart");
      await host.write("helmfile.yaml", STATE.replace(/ +values.*\n/, ""));
      await Deno.symlink("nowhere/at/all", `${host.project}/objects`);
      const { exit, stderr } = await host.run("sync --playground-dir objects");
      assertEquals({ exit, stderr: stderr.replaceAll(host.project, "DIR") }, {
        exit: 1,
        stderr:
          `error[playground/no-folder]: Cannot keep the playground in "DIR/objects": File exists (os error 17): mkdir 'DIR/objects'
`,
      });
    }),
});
