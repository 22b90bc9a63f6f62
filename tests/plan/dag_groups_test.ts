import { dagGroups, groupOrder } from "../../src/plan/dag_groups.ts";
import { selectReleases } from "../../src/plan/select_releases.ts";
import { assertEquals } from "../support/assert.ts";
import { fileOf } from "./samples.ts";

Deno.test("dagGroups() gives keys across namespaces and contexts", () => {
  const lines = [
    "a ns=n1 ctx=k1",
    "b ns=n2 ctx=k1 needs n1/a",
    "c ctx=k2 needs k1/n2/b,k1/n1/a",
    "d ctx=k2 needs c",
  ];
  assertEquals(dagGroups(selectReleases([fileOf(lines)])[0]!), [
    { group: 1, release: "k1/n1/a", dependencies: [] },
    { group: 2, release: "k1/n2/b", dependencies: ["k1/n1/a"] },
    { group: 3, release: "k2//c", dependencies: ["k1/n2/b", "k1/n1/a"] },
    { group: 4, release: "k2//d", dependencies: ["k2//c"] },
  ]);
});

Deno.test("dagGroups() numbers only groups that have a release", () => {
  const lines = ["a needs b", "b needs c unselected", "c"];
  const rows = dagGroups(selectReleases([fileOf(lines)], { skipNeeds: true })[0]!);
  assertEquals(rows.map(({ group, release }) => [group, release]), [[1, "c"], [2, "a"]]);
});

Deno.test("groupOrder() keeps file order inside a group", () => {
  const lines = ["serve needs cook", "cook needs chop,wash", "chop needs shop", "wash", "shop", "music"];
  const order = groupOrder(selectReleases([fileOf(lines)])[0]!).map(({ name }) => name);
  assertEquals(order, ["wash", "shop", "music", "chop", "cook", "serve"]);
});
