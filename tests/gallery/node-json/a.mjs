import { readFileSync } from "node:fs";

function load(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

console.log(load("config.json"));
