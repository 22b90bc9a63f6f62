// The order of all hook events around helm, and what each is told of a failure before it.
import { assertEquals } from "../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../support/host.ts";

const STATE = `hooks:
  - events: [prepare, cleanup]
    command: ./note.sh
    args: [file, "{{ .Event.Name }}", "{{ with .Event.Error }}{{ . }}{{ end }}"]
releases:
  - name: myapp
    chart: ./charts/myapp
    hooks:
      - events: [prepare, presync, preapply, postapply, postsync, cleanup]
        command: ./note.sh
        args: ["release {{ .Release.Name }}", "{{ .Event.Name }}", "{{ with .Event.Error }}{{ . }}{{ end }}"]
`;

/** Writes down the event and what it knows of an error in both ways; the release's event that FAILS names fails. */
const NOTE = `echo "$2 of $1\${HOOK_ERROR:+: $HOOK_ERROR} [$3]" >> "$JOURNAL"
if [ "$FAILS" = "$2" ] && [ -n "$RELEASE_NAME" ]; then
  exit 7
fi`;

async function givenState(host: Host): Promise<void> {
  await host.write("helmfile.yaml.gotmpl", STATE);
  await host.chart("charts/myapp");
  await host.script("note.sh", NOTE);
}

async function runOrder(command: string, env: Record<string, string>): Promise<[number, string[], string]> {
  let result: [number, string[], string] | undefined;
  await withHost(async (host) => {
    await givenState(host);
    Object.assign(host.env, env);
    const run = await host.run(command);
    result = [run.exit, (await host.journal()).filter((line) => !line.startsWith("helm diff")), run.stderr];
  });
  return result!;
}

const HELM_ERROR = 'Cannot upgrade release "myapp": helm ended with exit code 1';
const hookError = (event: string) => `Cannot run hook "note.sh" (${event}): exit code 7`;
const before = (...events: string[]) => events.map((event) => `${event} of release myapp []`);
/** What follows a failure: postsync sees it in both ways, a release's cleanup and the file's as the README says. */
const after = (error: string) => [
  `postsync of release myapp: ${error} [${error}]`,
  `cleanup of release myapp: ${error} []`,
  `cleanup of file: ${error} [${error}]`,
];

const CASES: readonly {
  title: string;
  env: Record<string, string>;
  ran: readonly string[];
  says?: string[];
}[] = [
  {
    title: "all goes well",
    env: {},
    ran: [
      "prepare of file []",
      ...before("prepare", "presync", "preapply"),
      "helm upgrade myapp",
      ...before("postapply", "postsync", "cleanup"),
      "cleanup of file []",
    ],
  },
  {
    title: "helm fails",
    env: { HELM_FAILS: "upgrade*" },
    ran: [
      "prepare of file []",
      ...before("prepare", "presync", "preapply"),
      "helm upgrade myapp",
      ...after(HELM_ERROR),
    ],
    says: ["helm ended with exit code 1", "context deadline exceeded"],
  },
  {
    title: "presync fails",
    env: { FAILS: "presync" },
    ran: ["prepare of file []", ...before("prepare", "presync"), ...after(hookError("presync"))],
    says: ['(presync of release "myapp"): exit code 7', "note.sh:4", "exit 7"],
  },
  {
    title: "preapply fails",
    env: { FAILS: "preapply" },
    ran: ["prepare of file []", ...before("prepare", "presync", "preapply"), ...after(hookError("preapply"))],
    says: ['(preapply of release "myapp"): exit code 7', "note.sh:4", "exit 7"],
  },
  {
    title: "postapply fails",
    env: { FAILS: "postapply" },
    ran: [
      "prepare of file []",
      ...before("prepare", "presync", "preapply"),
      "helm upgrade myapp",
      ...before("postapply"),
      ...after(hookError("postapply")),
    ],
    says: ['(postapply of release "myapp"): exit code 7', "note.sh:4", "exit 7"],
  },
  {
    title: "prepare fails",
    env: { FAILS: "prepare" },
    ran: ["prepare of file []", ...before("prepare"), ...after(hookError("prepare")).slice(1)],
    says: ['(prepare of release "myapp"): exit code 7', "note.sh:4", "exit 7"],
  },
];

for (const { title, env, ran, says } of CASES) {
  for (const command of ["sync", "apply"]) {
    Deno.test(`hooks run in order when ${title} (${command})`, async () => {
      const [exit, journal, stderr] = await runOrder(command, env);
      assertExit({ exit, stdout: "", stderr }, says ? 1 : 0);
      assertEquals(journal, [...ran]);
      assertSays(stderr, says ?? []);
    });
  }
}
