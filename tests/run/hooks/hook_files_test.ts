// The files that tell a hook more than its variables can: made only if it asks, and what stands in them.
import { assertEquals, assertMatch, assertTrue } from "../../support/assert.ts";
import { assertExit, assertSays, type Host, withHost } from "../../support/host.ts";
import { API_IS_DEPLOYED } from "./api_is_deployed.ts";

async function givenHook(host: Host, hook: string): Promise<void> {
  await host.chart("chart");
  await host.write(
    "helmfile.yaml",
    `releases:
  - {name: db, chart: ./chart, namespace: shop}
  - name: api
    chart: ./chart
    namespace: shop
    needs: [db]
    labels: {tier: front}
    values: [{a: {b: 1, c: 2}}, {a: {b: 3}, list: [1]}]
    hooks:
      - ${hook}
`,
  );
}

const COPY = (name: string) => `{events: [presync], script: 'cp "$${name}" "$HOME/copy"'}`;

Deno.test("BOATHOOK_CONTEXT_FILE tells what is going on", () =>
  withHost(async (host) => {
    await givenHook(host, COPY("BOATHOOK_CONTEXT_FILE"));
    host.env.HELM_LIST = API_IS_DEPLOYED;
    assertExit(await host.run("sync"), 0);
    assertEquals(JSON.parse(await Deno.readTextFile(`${host.env.HOME}/copy`)), {
      version: 1,
      event: "presync",
      command: "sync",
      environment: "default",
      file: `${host.project}/helmfile.yaml`,
      hook: { name: null, index: 0, attempts: 1 },
      release: {
        name: "api",
        namespace: "shop",
        kubeContext: "",
        chart: "./chart",
        version: "0.1.0",
        labels: { chart: "chart", name: "api", namespace: "shop", tier: "front" },
        installed: true,
        needs: [{ name: "db", namespace: "shop" }],
      },
      action: "upgrade",
      changed: true,
      revision: { before: 3, after: 3 },
      status: "deployed",
      error: null,
    });
  }));

Deno.test("BOATHOOK_VALUES_FILE holds the values of the release laid over each other, for a script that asks", () =>
  withHost(async (host) => {
    await host.script("ask.sh", 'cp "$BOATHOOK_VALUES_FILE" "$HOME/copy"');
    await givenHook(host, "{events: [presync], command: ./ask.sh}");
    assertExit(await host.run("sync"), 0);
    assertEquals(await Deno.readTextFile(`${host.env.HOME}/copy`), "a:\n  b: 3\n  c: 2\nlist:\n  - 1\n");
  }));

Deno.test("a hook that asks for no file is given none, and its variables are empty", () =>
  withHost(async (host) => {
    await givenHook(
      host,
      `{events: [presync], script: 'env | grep -c "^BOATHOOK_.*_FILE=." && exit 1; exit 0'}`,
    );
    assertExit(await host.run("sync"), 0);
  }));

Deno.test("BOATHOOK_MANIFEST_FILE and BOATHOOK_DIFF_FILE come from helm, from presync on", () =>
  withHost(async (host) => {
    const helm = await Deno.readTextFile(`${host.dir}/bin/helm`);
    const manifest = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\ndata: {k: ";
    await host.write(
      "../bin/helm",
      helm.replace(
        "  list)",
        `  template) printf '%s' '${manifest}new}'; exit ;;
  get) printf '%s' '${manifest}old}'; exit ;;
  list)`,
      ),
      0o755,
    );
    host.env.HELM_LIST = API_IS_DEPLOYED;
    await givenHook(host, COPY("BOATHOOK_MANIFEST_FILE"));
    assertExit(await host.run("sync"), 0);
    assertEquals(await Deno.readTextFile(`${host.env.HOME}/copy`), `${manifest}new}`);
    await givenHook(host, COPY("BOATHOOK_DIFF_FILE"));
    assertExit(await host.run("sync"), 0);
    assertMatch(
      await Deno.readTextFile(`${host.env.HOME}/copy`),
      /ConfigMap shop\/c changed\n(.*\n)*-.*old\n\+.*new/,
    );
    await givenHook(host, COPY("BOATHOOK_MANIFEST_FILE").replace("presync", "prepare"));
    const run = await host.run("sync");
    assertExit(run, 1);
    assertSays(run.stderr, ['error[hook/no-manifest]: Cannot render release "api" for its hook']);
  }));

const KUBECONFIG = `apiVersion: v1
kind: Config
current-context: other
clusters:
- {name: c1, cluster: {server: https://one, certificate-authority: ca.crt}}
users:
- {name: u1, user: {token: secret-token, exec: {command: bin/login}}}
contexts:
- {name: other, context: {cluster: c1, user: u1}}
- {name: prod, context: {cluster: c1, user: u1, namespace: default}}
`;

Deno.test("KUBECONFIG is pinned to the context and namespace of the release, in a private copy", () =>
  withHost(async (host) => {
    await host.write("../kube/config", KUBECONFIG);
    host.env.KUBECONFIG = `${host.dir}/kube/none:${host.dir}/kube/config`;
    await host.chart("chart");
    const see = `'cp "$KUBECONFIG" "$HOME/copy"; ls -l "$KUBECONFIG" > "$HOME/mode"'`;
    await host.write(
      "helmfile.yaml",
      `releases:
  - {name: api, chart: ./chart, namespace: shop, kubeContext: prod, hooks: [{events: [presync], script: ${see}}]}
`,
    );
    assertExit(await host.run("sync"), 0);
    const copy = await Deno.readTextFile(`${host.env.HOME}/copy`);
    assertSays(copy, ["current-context: prod"]);
    assertSays(copy, [`certificate-authority: ${host.dir}/kube/ca.crt`]);
    assertSays(copy, ["name: prod"]);
    assertSays(copy, [`command: ${host.dir}/kube/bin/login`]);
    assertMatch(copy, /namespace: shop/);
    assertMatch(await Deno.readTextFile(`${host.env.HOME}/mode`), /^-rw------- /);
    assertEquals(await Deno.readTextFile(`${host.dir}/kube/config`), KUBECONFIG);
    const left = [...Deno.readDirSync(host.env.TMPDIR!)];
    assertTrue(left.length === 0, `left behind: ${left.map(({ name }) => name).join(", ")}`);
  }));

Deno.test("KUBECONFIG stays as it is without a context, for an unknown one, and where the hook sets it", () =>
  withHost(async (host) => {
    await host.write("../kube/config", KUBECONFIG);
    host.env.KUBECONFIG = `${host.dir}/kube/config`;
    await host.chart("chart");
    const seen = async (keys: string, env = "{}") => {
      await Deno.remove(host.env.JOURNAL!).catch(() => {});
      await host.write(
        "helmfile.yaml",
        `releases:
  - {name: api, chart: ./chart${keys}, hooks: [{events: [presync], env: ${env}, script: 'echo "$KUBECONFIG" >> "$JOURNAL"'}]}
`,
      );
      assertExit(await host.run("sync"), 0);
      return (await host.journal())[0];
    };
    assertEquals(await seen(""), host.env.KUBECONFIG);
    assertEquals(await seen(", kubeContext: nowhere"), host.env.KUBECONFIG);
    assertEquals(await seen(", kubeContext: prod", "{KUBECONFIG: /own}"), "/own");
  }));
