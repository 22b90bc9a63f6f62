import { project } from "../support/project.ts";

const STATE = `
commonLabels: {team: harbour}
releases:
  - {name: crane, namespace: dock, chart: port/crane, version: 3.2.1, labels: {tier: heavy}}
  - {name: buoy, namespace: bay, chart: port/buoy}
  - {name: anchor, namespace: dock, chart: ./charts/anchor, installed: false}
  - {name: "港", chart: port/x, labels: {tier: light}}
`;

Deno.test("list prints a table sorted by namespace and name", async () => {
  await project().file("helmfile.yaml", STATE).run("list").exits(0).stderr("").stdoutGolden("cli/list.txt");
});

Deno.test("list prints JSON with the keys that scripts know", async () => {
  const row = {
    name: "crane",
    namespace: "dock",
    enabled: true,
    installed: true,
    labels: "chart:crane,name:crane,namespace:dock,team:harbour,tier:heavy",
    chart: "port/crane",
    version: "3.2.1",
  };
  await project().file("helmfile.yaml", STATE).run("list -l tier=heavy --output json").exits(0)
    .stdout(JSON.stringify([row]) + "\n");
});

const PLACES = [
  "-l name=buoy list -o json",
  "list -o json -l name=buoy",
  "--output json -lname=buoy list",
  "list --output=json -l=name=buoy",
];
for (const argv of PLACES) {
  Deno.test(`"${argv}" means the same wherever its options stand`, async () => {
    await project().file("helmfile.yaml", STATE).run(argv).exits(0).stdout(
      `[{"name":"buoy","namespace":"bay","enabled":true,"installed":true,` +
        `"labels":"chart:buoy,name:buoy,namespace:bay,team:harbour","chart":"port/buoy","version":""}]\n`,
    );
  });
}

Deno.test("list without a match ends with exit code 3", async () => {
  await project().file("helmfile.yaml", STATE).run("list -l tier=floating -l a=b").exits(3).stdout("").stderr(
    `error[selector/no-match]: Cannot find a release that matches "tier=floating" or "a=b" in environment "default"\n` +
      `   = hint: no release has "tier=floating"; the values of "tier" are: "heavy", "light"\n`,
  );
});

Deno.test("list without a match is fine if that is allowed, and lists nothing", async () => {
  await project().file("helmfile.yaml", STATE).run(
    "list -l tier=floating --allow-no-matching-release -o json",
  )
    .exits(0).stdout("");
});

Deno.test("an environment that no file defines ends with exit code 3", async () => {
  await project().file("helmfile.yaml", "environments: {staging: {}}\n---\nreleases: []\n").run(
    "list -e stagign",
  )
    .exits(3).stderr(
      `error[selector/no-match]: Cannot find a release in environment "stagign"\n` +
        `   = hint: did you mean the environment "staging"?\n`,
    );
});

Deno.test("the environment's variables stand in for options, and options win", async () => {
  const state =
    `environments: {day: {}, night: {}}\n---\nreleases: [{name: '{{ .Environment.Name }}', chart: x}]\n`;
  const named = (name: string) =>
    `[{"name":"${name}","namespace":"","enabled":true,"installed":true,` +
    `"labels":"chart:x,name:${name},namespace:","chart":"x","version":""}]\n`;
  const given = () =>
    project().file("state.yaml", state).env("HELMFILE_ENVIRONMENT", "night").env(
      "HELMFILE_FILE_PATH",
      "state.yaml",
    );
  await given().run("list -o json").exits(0).stdout(named("night"));
  await given().run("list -o json -e day").exits(0).stdout(named("day"));
});
