// Random text and numbers: randAlpha and its kin, randInt, shuffle. All chance comes from the world's bytes, so that
// a test can say what they yield; every choice is uniform, as Go's are.
import type { FunctionMap } from "../template.ts";
import type { TemplateWorld } from "./world.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");

/** sprig strings.go randAlpha…, functions.go randInt, xstrings Shuffle. */
export function randomFunctions(world: TemplateWorld): FunctionMap {
  return {
    randAlphaNum: randomText(world, LETTERS + DIGITS),
    randAlpha: randomText(world, LETTERS),
    randNumeric: randomText(world, DIGITS),
    randAscii: randomText(world, PRINTABLE),
    randInt: {
      params: ["int", "int"],
      call: ([min, max]) => {
        const low = min as bigint, count = BigInt.asIntN(64, (max as bigint) - low);
        if (count <= 0n) throw new Error("invalid argument to Intn");
        return BigInt.asIntN(64, low + randomBelow(world, count));
      },
    },
    shuffle: { params: ["string"], call: ([text]) => shuffle(world, text as string) },
  };
}

/** A uniform whole number from 0 to `count` - 1; `count` is 1 to 2^64. */
export function randomBelow(world: TemplateWorld, count: bigint): bigint {
  const limit = (1n << 64n) - (1n << 64n) % count;
  while (true) {
    const drawn = new DataView(world.randomBytes(8).slice().buffer).getBigUint64(0);
    if (drawn < limit) return drawn % count;
  }
}

/** More than a template can mean; drawing takes a while. */
const MAX_LENGTH = 1_000_000n;

/** A count below 1 gives "", as sprig drops goutils' error. */
function randomText(world: TemplateWorld, alphabet: string): FunctionMap[string] {
  return {
    params: ["int"],
    call: ([count]) => {
      if ((count as bigint) > MAX_LENGTH) {
        throw new Error(`cannot draw ${count} characters: at most ${MAX_LENGTH}`);
      }
      let out = "";
      for (let i = count as bigint; i > 0n; i--) {
        out += alphabet[Number(randomBelow(world, BigInt(alphabet.length)))];
      }
      return out;
    },
  };
}

function shuffle(world: TemplateWorld, text: string): string {
  const runes = [...text];
  for (let i = runes.length - 1; i > 0; i--) {
    const j = Number(randomBelow(world, BigInt(i + 1)));
    [runes[i], runes[j]] = [runes[j]!, runes[i]!];
  }
  return runes.join("");
}
