import type { Plan, Step } from "../../src/plan/plan.ts";
import { planApply } from "../../src/plan/plan_apply.ts";
import { destroyOrder, planDestroy } from "../../src/plan/plan_destroy.ts";
import { planSync } from "../../src/plan/plan_sync.ts";
import { selectReleases } from "../../src/plan/select_releases.ts";
import { assertEquals } from "../support/assert.ts";
import { fileOf } from "./samples.ts";

const SEQUENTIAL = { isParallel: false };
const MEAL = ["serve needs cook", "cook needs chop,wash", "chop needs shop", "wash", "shop", "music"];
const HOUSE = ["roof ns=house needs walls", "walls ns=house needs floor", "floor ns=house", "shed"];

/** `ACTION NAME < needs ~ after`, a line a step; releases nothing happens to as `none NAME`. */
function planText(plan: Plan): string[] {
  const nameOf = (id: string) => id.slice(id.lastIndexOf("/") + 1);
  const text = ({ action, name, needs, after }: Step) =>
    [
      `${action} ${name}`,
      ...(needs.length > 0 ? [`< ${needs.map(nameOf).join(" ")}`] : []),
      ...(after.length > 0 ? [`~ ${after.map(nameOf).join(" ")}`] : []),
    ].join(" ");
  return plan.files.flatMap(({ steps, unchanged }) => [...steps, ...unchanged].map(text));
}

function given(lines: readonly string[], options = { skipNeeds: true }) {
  const file = fileOf(lines);
  const idsOf = (names: readonly string[]) =>
    new Set(file.releases.filter(({ name }) => names.includes(name)).map(({ id }) => id));
  return { state: SEQUENTIAL, selections: selectReleases([file], options), idsOf };
}

const SYNC: Record<string, { lines: string[]; present?: string[]; expect: string[] }> = {
  "takes Helmfile's groups one after the other": {
    lines: MEAL,
    expect: [
      "upgrade wash",
      "upgrade shop",
      "upgrade music",
      "upgrade chop < shop",
      "upgrade cook < chop wash",
      "upgrade serve < cook",
    ],
  },
  "keeps the order through a release that does not take part": {
    lines: ["a needs b", "b needs c unselected", "c", "d"],
    expect: ["upgrade c", "upgrade d", "upgrade a < c"],
  },
  "uninstalls what should not be there, before anything is upgraded": {
    lines: ["app needs old", "old needs db absent", "db", "alone"],
    present: ["old"],
    expect: ["uninstall old", "upgrade db ~ old", "upgrade alone ~ old", "upgrade app < db ~ old"],
  },
  "uninstalls in reverse, each after what needs it": {
    lines: ["a absent", "b needs a absent", "c needs b absent", "x absent", "gone needs c absent"],
    present: ["a", "b", "c", "x"],
    expect: ["uninstall c", "uninstall b < c", "uninstall a < b", "uninstall x", "none gone"],
  },
};

for (const [name, { lines, present = [], expect }] of Object.entries(SYNC)) {
  Deno.test(`planSync() ${name}`, () => {
    const { state, selections, idsOf } = given(lines);
    assertEquals(planText(planSync(state, selections, { present: idsOf(present) })), expect);
  });
}

Deno.test("planApply() upgrades only what differs and keeps the order across what does not", () => {
  const { state, selections, idsOf } = given([...MEAL, "old needs shop absent", "off absent"]);
  const plan = planApply(state, selections, {
    present: idsOf(["old"]),
    changed: idsOf(["serve", "chop", "shop"]),
  });
  assertEquals(planText(plan), [
    "uninstall old",
    "upgrade shop ~ old",
    "upgrade chop < shop ~ old",
    "upgrade serve < chop ~ old",
    "none wash",
    "none music",
    "none off",
    "none cook",
  ]);
});

Deno.test("planApply() plans no step where nothing changed", () => {
  const { state, selections } = given(MEAL);
  const nothing = planApply(state, selections, { present: new Set(), changed: new Set() });
  assertEquals(nothing.files.map(({ steps, unchanged }) => [steps.length, unchanged.length]), [[0, 6]]);
});

Deno.test("planDestroy() turns groups, releases and files around", () => {
  const files = [fileOf(["sub"], "sub.yaml"), fileOf(HOUSE)];
  const selections = selectReleases(files, { skipNeeds: true });
  const present = new Set(files.flatMap(({ releases }) => releases.map(({ id }) => id)));
  assertEquals(planText(planDestroy(SEQUENTIAL, selections, { present })), [
    "uninstall roof",
    "uninstall walls < roof",
    "uninstall shed",
    "uninstall floor < walls",
    "uninstall sub",
  ]);
});

Deno.test("planDestroy() leaves alone what helm does not have", () => {
  const { state, selections, idsOf } = given(HOUSE);
  assertEquals(planText(planDestroy(state, selections, { present: idsOf(["walls", "shed"]) })), [
    "uninstall walls",
    "uninstall shed",
    "none floor",
    "none roof",
  ]);
});

Deno.test("destroyOrder() is the order releases go in", () => {
  const { selections } = given(HOUSE);
  assertEquals(destroyOrder(selections[0]!).map(({ name }) => name), ["roof", "walls", "shed", "floor"]);
});

Deno.test("a plan is plain data", () => {
  const { state, selections } = given(MEAL);
  const plan = planSync(state, selections, { present: new Set() });
  assertEquals(JSON.parse(JSON.stringify(plan)), plan);
});
