// getHostByName: one address of a host, as the world's resolver tells.
import { parseIp } from "../../go/ip.ts";
import type { FunctionMap } from "../template.ts";
import { randomBelow } from "./random.ts";
import type { TemplateWorld } from "./world.ts";

/** sprig network.go getHostByName: it drops the resolver's error, so a host without address fails in rand.Intn. */
export function networkFunctions(world: TemplateWorld): FunctionMap {
  return {
    getHostByName: {
      params: ["string"],
      call: ([name]) => {
        const addresses = lookUp(world, name as string);
        if (addresses.length === 0) throw new Error("invalid argument to Intn");
        return addresses[Number(randomBelow(world, BigInt(addresses.length)))]!;
      },
    },
  };
}

function lookUp(world: TemplateWorld, name: string): readonly string[] {
  if (isAddress(name)) return [name];
  try {
    return world.lookupHost(name);
  } catch {
    return [];
  }
}

/** An address is its own host, as in Go's net.LookupHost. */
function isAddress(name: string): boolean {
  return parseIp(name.replace(/(?<=:.*)%.+$/, "")) !== undefined;
}
