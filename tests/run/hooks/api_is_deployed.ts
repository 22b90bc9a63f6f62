// What helm lists where the release `api` is there, for tests of hooks that ask.

/** `helm list -o json` with one release. */
export const API_IS_DEPLOYED = JSON.stringify([{
  name: "api",
  namespace: "shop",
  revision: "3",
  updated: "",
  status: "deployed",
  chart: "chart-0.1.0",
}]);
