// The program with a real helm on the playground: what changes, what is left alone, what remains.
import { fetchHelm } from "../../scripts/fetch_helm.ts";
import { startPlayground } from "../../src/playground/start_playground.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import { assertEquals } from "../support/assert.ts";
import { assertExit, type Host, withHost } from "../support/host.ts";
import { join } from "../support/paths.ts";

const CHART = {
  "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 0.1.0\n",
  "charts/web/templates/all.yaml":
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\ndata:\n  text: {{ .Values.text }}\n` +
    `---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\nstringData:\n  key: {{ .Values.key }}\n`,
};

async function givenReleases(host: Host, { text = "one", key = "hunter2" } = {}): Promise<void> {
  for (const [path, content] of Object.entries(CHART)) await host.write(path, content);
  await host.write(
    "helmfile.yaml",
    `releases:\n` +
      `  - {name: db, namespace: n, chart: ./charts/web, values: [{text: same, key: none}]}\n` +
      `  - {name: web, namespace: n, chart: ./charts/web, needs: [n/db], values: [{text: ${text}, key: ${key}}]}\n`,
  );
}

for (const major of ["3", "4"] as const) {
  Deno.test(`helm ${major} on the playground: apply makes a revision of what changed, and of nothing else`, async () => {
    const { dir } = await fetchHelm(major);
    const playground = await startPlayground(createDenoSystem(), {});
    try {
      await withHost(async (host) => {
        Object.assign(host.env, { PATH: `${dir}:${host.env.PATH}`, KUBECONFIG: playground.kubeconfig });
        delete host.env.BOATHOOK_DIFF_ENGINE;
        const revisions = () => revisionsOf(join(dir, "helm"), playground.kubeconfig);

        await givenReleases(host);
        assertExit(await host.run("apply"), 0);
        assertEquals(await revisions(), { db: "1", web: "1" });

        assertExit(await host.run("apply --detailed-exitcode"), 0);
        assertEquals(await revisions(), { db: "1", web: "1" });

        await givenReleases(host, { text: "two", key: "swordfish" });
        const diff = await host.run("diff --detailed-exitcode --context 1");
        assertExit(diff, 2);
        const shown = [/^- {3}text: one$/m, /^\+ {3}text: two$/m, /n, web, Secret/, /hunter2|swordfish/];
        assertEquals(shown.map((pattern) => pattern.test(diff.stdout)), [true, true, true, false]);

        assertExit(await host.run("apply"), 0);
        assertEquals(await revisions(), { db: "1", web: "2" });

        assertExit(await host.run("destroy"), 0);
        assertEquals(await revisions(), {});
      });
    } finally {
      await playground.stop();
    }
  });
}

async function revisionsOf(helm: string, kubeconfig: string): Promise<Record<string, string>> {
  const { stdout } = await new Deno.Command(helm, {
    args: ["list", "--namespace", "n", "--output", "json"],
    env: { KUBECONFIG: kubeconfig },
  }).output();
  const rows: { name: string; revision: string }[] = JSON.parse(new TextDecoder().decode(stdout));
  return Object.fromEntries(rows.map(({ name, revision }) => [name, revision]));
}
