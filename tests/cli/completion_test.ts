import { project } from "../support/project.ts";

const STATE = `
environments: {staging: {}, production: {}, default: {}}
---
releases:
  - name: api
    namespace: shop
    chart: shop/api
    labels: {tier: back}
    hooks: [{events: [postsync, presync], command: "true"}, {name: warm-up, events: [presync], command: "true"}]
  - {name: web, namespace: shop, chart: shop/web, labels: {tier: front}}
`;

const CASES: readonly { readonly words: readonly string[]; readonly offers: readonly string[] }[] = [
  { words: ["sh"], offers: ["show-dag\tShow in which order releases are worked on"] },
  {
    words: ["hooks", ""],
    offers: [
      "list\tShow which hooks run when, in order",
      "lint\tFind what is wrong with hooks before they run",
      "run\tRun a release's hooks of one event, without helm",
      "explain\tShow what a command would run when, and why a hook would not run",
    ],
  },
  {
    words: ["runs", ""],
    offers: ["show\tTell what a run did, what failed and why; the last one unless given"],
  },
  { words: ["runs", "--no-col"], offers: ["--no-color\tUse no colours"] },
  { words: ["list", "--out"], offers: ["--output\tForm of the output"] },
  { words: ["list", "--output", ""], offers: ["json"] },
  { words: ["print-env", "--output=j"], offers: ["json"] },
  { words: ["completion", "z"], offers: ["zsh"] },
  { words: ["list", "-e", ""], offers: ["staging", "production", "default"] },
  { words: ["-e", "sta"], offers: ["staging"] },
  { words: ["list", "-l", "ti"], offers: ["tier=back", "tier=front"] },
  { words: ["list", "-l", "tier=back,name=a"], offers: ["tier=back,name=api"] },
  { words: ["list", "-n", ""], offers: ["shop"] },
  { words: ["hooks", "run", "w"], offers: ["web\tshop/web"] },
  { words: ["hooks", "run", "api", ""], offers: ["presync", "postsync"] },
  { words: ["sync", "--skip-hooks=w"], offers: ["warm-up\tapi"] },
  { words: ["hooks", "run", "--skip-hooks", "w"], offers: ["web\tshop/web"] },
  { words: ["list", "-f", "helmf"], offers: ["helmfile.yaml"] },
  { words: ["list", "-f", ""], offers: ["charts/", "helmfile.yaml"] },
];
for (const { words, offers } of CASES) {
  Deno.test(`after "${words.join(" ")}" completion offers ${offers.length}`, async () => {
    await project().file("helmfile.yaml", STATE).file("charts/api/Chart.yaml", "")
      .run("complete", "--", ...words).exits(0).stderr("").stdout([...offers, ":4", ""].join("\n"));
  });
}

const KUBECONFIG =
  "contexts: [{name: prod-eu, context: {cluster: eu}}, {name: staging}]\nusers: [{name: me}]\n";
const CONTEXTS = [
  { given: "the default file", files: ["/home/user/.kube/config"] },
  { given: "KUBECONFIG", files: ["/k/one"], env: "/k/none:/k/one" },
  { given: "--kubeconfig", files: ["/project/k.yaml"], words: ["--kubeconfig", "k.yaml"], env: "/k/none" },
];
for (const { given, files, env = "", words = [] } of CONTEXTS) {
  Deno.test(`the contexts of ${given} are offered, without kubectl`, async () => {
    const at = project().files(Object.fromEntries(files.map((path) => [path, KUBECONFIG]))).env(
      "KUBECONFIG",
      env,
    );
    await at.run("complete", "--", "sync", ...words, "--kube-context", "").exits(0).stderr("").ran([])
      .stdout("prod-eu\teu\nstaging\n:4\n");
    await at.run("complete", "--", ...words, "list", "--kube-context=s").stdout("staging\n:4\n");
  });
}

Deno.test("the contexts of several kubeconfigs are offered once each, and damaged ones offer none", async () => {
  await project().file("/k/one", KUBECONFIG).file("/k/two", "contexts: [{name: staging}, {name: lab}, 3]\n")
    .file("/k/bad", "contexts: {").file("/k/list", "[]").env("KUBECONFIG", "/k/one:/k/bad:/k/list:/k/two")
    .run("complete", "--", "sync", "--kube-context", "").stdout("prod-eu\teu\nstaging\nlab\n:4\n");
});

Deno.test("completion goes on inside a folder", async () => {
  await project().file("charts/api/Chart.yaml", "").run("complete", "--", "list", "-f", "cha").exits(0)
    .stdout("charts/\n:6\n");
});

Deno.test("a state that cannot be loaded offers nothing and says nothing", async () => {
  await project().file("helmfile.yaml", "releases: 3\n").run("complete", "--", "list", "-l", "").exits(0)
    .stderr("")
    .stdout(":4\n");
});

for (const shell of ["bash", "zsh", "fish", "powershell"]) {
  Deno.test(`completion prints a script for ${shell} that asks us back`, async () => {
    await project().run("completion", shell).exits(0).stderr("").leaves(({ stdout }) => {
      if (!/boathook complete/.test(stdout)) throw new Error(stdout.slice(0, 400));
    });
  });
}
