import { asksFor, hookStep, matchesStep, type Step } from "../../src/rehearsal/step.ts";
import { compareSteps, countingSteps, isAsExpected } from "../../src/rehearsal/compare_steps.ts";
import { helmWords } from "../../src/rehearsal/helm_words.ts";
import { splitWords } from "../../src/rehearsal/split_words.ts";
import { assertEquals } from "../support/assert.ts";

const MIGRATE = hookStep({ event: "presync", owner: "api", name: "run migrations", namespace: "shop" });

Deno.test("matchesStep() compares word by word, with wildcards, and lets the end be left out", () => {
  const cases: readonly (readonly [pattern: string, matches: boolean])[] = [
    ["presync api run migrations", true],
    ["presync  api", true],
    ["presync", true],
    ["* api run", true],
    ["pre?ync shop/api", true],
    ["presync s*/api", true],
    ["presync infra/api", false],
    ["presync api run migrations now", false],
    ["presync ap", false],
    ["postsync api", false],
    ["presync a.i", false],
    ["", false],
  ];
  for (const [pattern, matches] of cases) assertEquals(matchesStep(pattern, MIGRATE), matches, pattern);
});

function helmStep(words: string, isMinor = false): Step {
  const parts = words.split(" ");
  return { words: parts, ownerAt: parts.length - 1, namespace: "", isMinor };
}

Deno.test("countingSteps() counts what changes nothing only where its command is expected", () => {
  const steps = [
    helmStep("helm repo add stable", true),
    helmStep("helm upgrade --dry-run api", true),
    MIGRATE,
  ];
  assertEquals(asksFor("helm repo add other", steps[0]!), true);
  assertEquals(countingSteps(["helm upgrade api"], steps), [MIGRATE]);
  assertEquals(countingSteps(["helm repo add *"], steps), [steps[0]!, MIGRATE]);
});

Deno.test("compareSteps() keeps as much in common as it can", () => {
  const steps = ["a", "b", "c", "d"].map((name) => helmStep(`helm upgrade ${name}`));
  const compared = (expected: readonly string[]) => {
    const lines = compareSteps(expected.map((name) => `helm upgrade ${name}`), steps);
    const text = lines.map(({ type, text, at }) => `${type[0]}${text.split(" ")[2]}${at}`).join(" ");
    return [text, isAsExpected(lines, "exact"), isAsExpected(lines, "contains")];
  };
  assertEquals(compared(["a", "b", "c", "d"]), ["sa0 sb1 sc2 sd3", true, true]);
  assertEquals(compared(["a", "d"]), ["sa0 ub1 uc1 sd1", false, true]);
  assertEquals(compared(["b", "a", "c"]), ["ua0 sb0 ma1 sc2 ud3", false, false]);
  assertEquals(compared(["*", "d"]), ["sa0 ub1 uc1 sd1", false, true]);
  assertEquals(compared([]), ["ua0 ub0 uc0 ud0", false, true]);
});

Deno.test("splitWords() takes a shell's quotes", () => {
  const cases: readonly (readonly [line: string, words: readonly string[] | undefined])[] = [
    ["sync -l tier=front", ["sync", "-l", "tier=front"]],
    [`sync --set 'a=b c' --x="d \\"e\\"" f\\ g`, ["sync", "--set", "a=b c", '--x=d "e"', "f g"]],
    [`sync ''`, ["sync", ""]],
    ["", []],
    ["sync 'a", undefined],
  ];
  for (const [line, words] of cases) assertEquals(splitWords(line), words, line);
});

Deno.test("helmWords() takes calls of helm apart", () => {
  const taken = (line: string) => {
    const { command, subject, isMinor, option } = helmWords(line.split(" "));
    return [command, subject, isMinor, option("--namespace")];
  };
  assertEquals(taken("--kube-context x --debug upgrade --install api ./c --namespace shop"), [
    "upgrade",
    "api",
    false,
    "shop",
  ]);
  assertEquals(taken("delete api --namespace=shop"), ["uninstall", "api", false, "shop"]);
  assertEquals(taken("upgrade --install api ./c --dry-run=server"), ["upgrade", "api", true, undefined]);
  assertEquals(taken("repo add stable https://x"), ["repo add", "stable", true, undefined]);
  assertEquals(taken("diff upgrade --allow-unreleased api ./c"), ["diff upgrade", "api", true, undefined]);
  assertEquals(taken("version --short"), ["version", "", true, undefined]);
});
