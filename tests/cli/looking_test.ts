// The commands that look at the state and change nothing: build, print-env, show-dag, hooks list, write-values.
import { project } from "../support/project.ts";

const STATE = `
environments:
  default:
    values: [{size: 1, name: kiosk}]
---
releases:
  - name: api
    namespace: shop
    chart: ./charts/api
    needs: [shop/database]
    values: [{replicas: 2, image: {tag: v1}}, more.yaml]
    hooks:
      - {name: announce, events: [presync, postsync], command: echo, args: ["{{ .Release.Name }}"]}
      - {events: [cleanup], command: ./clean.sh, timeout: 90}
  - {name: database, namespace: shop, chart: shop/database}
hooks:
  - {name: vpn, events: [prepare, cleanup], command: bash, args: ["-c", "connect\\nverify"]}
`;
const shop = () =>
  project().file("helmfile.yaml", STATE).file("more.yaml", "image: {tag: v2}\nextra: yes\n").process(
    "bash",
    {},
  )
    .process("echo", {}).process("./clean.sh", {});

Deno.test("print-env prints one YAML document per file", async () => {
  await shop().run("print-env").exits(0).stderr("").stdout(
    `filePath: /project/helmfile.yaml\nname: default\nvalues:\n  name: kiosk\n  size: 1\n`,
  );
});

Deno.test("print-env prints a JSON array", async () => {
  await shop().run("print-env --output json --state-values-set size=5").exits(0).stdoutGolden(
    "cli/print_env.json.txt",
  );
});

Deno.test("print-env says which environments there are", async () => {
  await shop().run("print-env -e moon").exits(0).stdout("").stderr(
    `warning: no state file defines the environment "moon"; there are "default"\n`,
  );
});

Deno.test("show-dag prints the groups", async () => {
  await shop().run("show-dag").exits(0).stderr("").stdout(
    "GROUP RELEASE       DEPENDENCIES\n1     shop/database\n2     shop/api      shop/database\n",
  );
});

Deno.test("show-dag prints JSON", async () => {
  await shop().run("show-dag -o json").exits(0).stdout(
    JSON.stringify([
      { file: "helmfile.yaml", group: 1, release: "shop/database", dependencies: [] },
      { file: "helmfile.yaml", group: 2, release: "shop/api", dependencies: ["shop/database"] },
    ]) + "\n",
  );
});

Deno.test("hooks list shows which hooks run when, in order", async () => {
  await shop().run("hooks list").exits(0).stderr("").stdoutGolden("cli/hooks_list.txt");
});

Deno.test("hooks list prints JSON for one release", async () => {
  await shop().run("hooks list database -o json").exits(0).stdoutGolden("cli/hooks_list_database.json.txt");
});

Deno.test("build prints the resolved state", async () => {
  await shop().run("build").exits(0).stderr("").stdoutGolden("cli/build.txt");
});

Deno.test("build puts values files in place of their names on demand", async () => {
  await shop().run("build -l name=api --embed-values").exits(0).stdoutGolden("cli/build_embedded.txt");
});

Deno.test("build puts hooks in Helmfile's words, and warns of what gets lost", async () => {
  const hook =
    "{name: s, events: [presync], script: ./migrate, timeout: 90, env: {A: b}, when: {changed: true}}";
  await project().file(
    "helmfile.yaml",
    `releases:\n  - name: api\n    chart: x/api\n    hooks:\n      - ${hook}\n`,
  )
    .run("build --for-helmfile").exits(0).stdoutGolden("cli/build_for_helmfile.txt").stderr(
      [
        'warning[hook/not-portable]: Cannot say all of hook "s" to Helmfile: it knows no conditions: the hook always runs',
        " --> helmfile.yaml:5:9",
        "  |",
        `5 |       - ${hook}`,
        `  |         ${"^".repeat(hook.length)}`,
        "",
      ].join("\n"),
    );
});

Deno.test("write-values writes the merged values of each release", async () => {
  await shop().file("over.yaml", "replicas: 3\n")
    .run(
      "write-values",
      "--output-file-template",
      "out/{{ .Release.Name }}.yaml",
      "--values",
      "over.yaml",
      "--set",
      "image.pull=always",
    )
    .exits(0)
    .stderr("Writing values file out/api.yaml\nWriting values file out/database.yaml\n")
    .wrote("out/api.yaml", 'extra: "yes"\nimage:\n  pull: always\n  tag: v2\nreplicas: 3\n')
    .wrote("out/database.yaml", "image:\n  pull: always\nreplicas: 3\n");
});

const VPN = "bash -c connect\nverify";
const BETWEEN = [
  { argv: "list", ran: [VPN, VPN] },
  { argv: "build", ran: [VPN, VPN] },
  { argv: "show-dag", ran: [VPN, VPN] },
  { argv: "write-values", ran: [VPN, "clean.sh", VPN] },
  { argv: "list --skip-charts", ran: [] },
  { argv: "print-env", ran: [] },
  { argv: "hooks list", ran: [] },
];
for (const { argv, ran } of BETWEEN) {
  Deno.test(`"${argv}" runs ${ran.length} hooks around it`, async () => {
    await shop().run(argv).exits(0).ran(ran);
  });
}

Deno.test("a hook that lists releases does not run itself", async () => {
  await shop().env("HOOK_EVENT", "cleanup").run("list").exits(0).ran([]);
});

Deno.test("a failed hook of the file fails a command that only looks", async () => {
  await shop().process("bash", { exit: 4, stderr: "no tunnel\n" }).run("list").exits(1).stdout("");
});

Deno.test("hooks run runs the hooks of one event, without helm", async () => {
  await shop().process("echo", { stdout: "api\n" }).run("hooks run api presync").exits(0).stdout("").ran([
    "echo api",
  ]);
});

Deno.test("hooks run says which hooks there are", async () => {
  await shop().run("hooks run database presync").exits(1).ran([]).stderr(
    [
      'error[hook/none]: Cannot run hooks of release "database": it has none for presync',
      "  --> helmfile.yaml:15:5",
      "   |",
      "15 |   - {name: database, namespace: shop, chart: shop/database}",
      `   |     ${"^".repeat(55)}`,
      "",
    ].join("\n"),
  );
});

Deno.test("log lines are JSON on demand", async () => {
  await shop().run("write-values --output-file-template x.yaml -l name=database --log-format json")
    .exits(0).leaves(({ stderr }) => {
      for (const line of stderr.trimEnd().split("\n")) JSON.parse(line);
    });
});

Deno.test("quiet commands say nothing", async () => {
  await shop().run("-q write-values --output-file-template x.yaml -l name=database").exits(0).stdout("")
    .stderr("");
});

Deno.test("cache info and cache cleanup show what is kept", async () => {
  const cached = () =>
    project().env("HELMFILE_CACHE_HOME", "/cache").file("/cache/states/a.yaml", "a").file("/cache/b", "b");
  await cached().run("cache info").exits(0).stdout("Cache directory: /cache\nb\nstates\n");
  await cached().run("cache cleanup").exits(0).stdout("Cache directory: /cache\nRemoved b\nRemoved states\n")
    .leaves(({ files }) => {
      if (files.exists("/cache/b")) throw new Error("the file is still there");
    });
});

/** The chart that a first project begins with, as `init` and `create` report it. */
const wroteChart = (folder: string) =>
  ["Chart.yaml", "values.yaml", "templates/greeting.yaml"]
    .map((name) => `Wrote ${folder}charts/hello/${name}\n`).join("");

Deno.test("init writes a state file that list reads, and finds helm", async () => {
  const { files } = await project().process("helm", { stdout: "v4.2.3+g1\n" }).run("init").exits(0).stdout("")
    .stderr(
      `Wrote helmfile.yaml\n${wroteChart("")}Found helm v4.2.3+g1\n` +
        "No plugin of helm is needed: diff and apply compare without one\n" +
        'See what it would do with "boathook diff", and do it with "boathook apply"; without a cluster, add --playground\n',
    );
  await project().file("helmfile.yaml", files.texts("/project")["helmfile.yaml"]!).run("list").exits(0)
    .stdoutGolden("cli/list_starter.txt");
});

Deno.test("init leaves a state file alone, and says when helm is missing", async () => {
  await shop().run("init").exits(1).stdout("").stderr(
    `error[init/no-helm]: Cannot find "helm" on the PATH\n` +
      "   = hint: install helm 3 or 4 (https://helm.sh/docs/intro/install), or name it with --helm-binary\n",
  ).wrote("helmfile.yaml", STATE);
});

const PLUGINS = "NAME\tVERSION\tDESCRIPTION\ndiff\t3.12.0\tPreview\nsecrets\t4.6.5 \tDecrypt\n";
const LACKS_SECRETS =
  'warning[init/no-plugin]: The state names secrets, and helm has no plugin "secrets" to decrypt them\n' +
  "   = hint: install it: helm plugin install https://github.com/jkroepke/helm-secrets\n";
const LACKS_DIFF = `error[init/no-plugin]: Cannot find helm's plugin "diff", which is chosen to compare\n` +
  "   = hint: install it (helm plugin install https://github.com/databus23/helm-diff), or compare without: " +
  "--diff-engine builtin\n";
const SECRET = "releases: []\nenvironments:\n  default:\n    secrets: [s.yaml]\n";
const WITH_PLUGINS = [
  { argv: "init --diff-engine plugin", plugins: PLUGINS, says: "Found helm's plugin diff 3.12.0\n" },
  { argv: "init --diff-engine plugin", plugins: "NAME\n", says: LACKS_DIFF, exit: 1 },
  { argv: "init", state: SECRET, plugins: PLUGINS, says: "Found helm's plugin secrets 4.6.5\n" },
  { argv: "init", state: SECRET, plugins: "NAME\n", says: LACKS_SECRETS },
];
for (const { argv, state = STATE, plugins, says, exit = 0 } of WITH_PLUGINS) {
  Deno.test(`"${argv}" asks for the plugins it needs: ${says.split("\n")[0]}`, async () => {
    await project().file("helmfile.yaml", state).process("helm", { stdout: "v3.17.3+g1\n" })
      .process("helm plugin list", { stdout: plugins }).run(argv).exits(exit)
      .stderr(`Found helm v3.17.3+g1\n${says}`);
  });
}

Deno.test("create writes a project that list reads, and replaces nothing", async () => {
  const { files } = await project().run("create shop").exits(0).stdout("").stderr(
    "Wrote shop/helmfile.yaml\nWrote shop/environments/default.yaml\nWrote shop/values/.gitkeep\n" +
      wroteChart("shop/") +
      'See what it would do with "boathook diff -f shop/helmfile.yaml"; without a cluster, add --playground\n',
  );
  const created = project().files(files.texts("/project"));
  await created.run("-f shop/helmfile.yaml list").exits(0).stdoutGolden("cli/list_starter.txt");
  await created.run("create -o shop").exits(1).stderr(
    'error[create/exists]: Cannot create a project in "shop": it has helmfile.yaml, environments/default.yaml, ' +
      "values/.gitkeep, charts/hello/Chart.yaml, charts/hello/values.yaml, charts/hello/templates/greeting.yaml " +
      "already\n   = hint: choose another folder, or replace what is there with --force\n",
  );
  await created.run("create shop --force").exits(0);
});

Deno.test("schema prints the JSON schema of state files", async () => {
  await project().run("schema").exits(0).stderr("").leaves(({ stdout }) => {
    const { title, properties } = JSON.parse(stdout);
    if (title !== "helmfile.yaml" || !("releases" in properties)) {
      throw new Error(stdout.slice(0, 200));
    }
  });
});

Deno.test("hooks list shows scripts, and the terms on which hooks run", async () => {
  await project().file(
    "helmfile.yaml",
    `helmDefaults: {hooks: {onError: warn}}
releases:
- name: api
  chart: ./api
  hooks:
  - {name: a, events: [presync], script: "one\\ntwo", when: {changed: true, action: [install, upgrade]}}
  - {name: b, events: [presync], script: ./x.py, shell: python3, retries: 2, oncePer: run, onError: fail}
`,
  ).run("hooks list").exits(0).stdoutGolden("cli/hooks_list_terms.txt");
});
