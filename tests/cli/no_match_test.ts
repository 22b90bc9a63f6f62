import { project } from "../support/project.ts";

const STATE = `environments:
  prod: {}
  staging: {}
---
releases:
  - {name: api, chart: shop/api, labels: {tier: front}}
  - {name: db, chart: shop/db, labels: {tier: back}}
`;

const CASES: readonly (readonly [words: string, wanted: string, environment: string, hint: string])[] = [
  ["-e prdo list", "a release", "prdo", 'did you mean the environment "prod"?'],
  ["-e elsewhere list", "a release", "elsewhere", 'the environments there are: "prod", "staging"'],
  [
    "-e prod -l teir=front list",
    'a release that matches "teir=front"',
    "prod",
    'no release has the label "teir"; did you mean "tier"?',
  ],
  [
    "-e prod -l stage=x list",
    'a release that matches "stage=x"',
    "prod",
    'no release has the label "stage"; the labels there are: "chart", "name", "namespace", "tier"',
  ],
  ["-e prod -l tier=frnt list", 'a release that matches "tier=frnt"', "prod", 'did you mean "tier=front"?'],
  [
    "-e prod -l tier=middle list",
    'a release that matches "tier=middle"',
    "prod",
    'no release has "tier=middle"; the values of "tier" are: "back", "front"',
  ],
  [
    "-e prod -l tier=front,name=db list",
    'a release that matches "tier=front,name=db"',
    "prod",
    'each condition matches a release, but none matches all of them; see the labels there are with "list"',
  ],
  [
    "-e prod hooks run aip presync",
    'a release that matches "name=aip"',
    "prod",
    'did you mean the release "api"?',
  ],
];
for (const [words, wanted, environment, hint] of CASES) {
  Deno.test(`"${words}" says what may have been meant`, async () => {
    await project().file("helmfile.yaml", STATE).run(words).exits(3).stderr(
      `error[selector/no-match]: Cannot find ${wanted} in environment "${environment}"\n   = hint: ${hint}\n`,
    );
  });
}
