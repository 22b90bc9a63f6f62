// Arithmetic of network addresses for HCL's cidr functions: prefixes as numbers (apparentlymart/go-cidr).
import { parseIp } from "../../go/ip.ts";

interface Prefix {
  readonly address: bigint;
  readonly length: number;
  /** 32 or 128. */
  readonly bits: number;
}

/** The address number `host` of a prefix, from its end if negative. */
export function cidrHost(prefix: string, host: bigint): string {
  const { address, length, bits } = parsePrefix(prefix);
  const room = 1n << BigInt(bits - length);
  const index = host < 0n ? room + host : host;
  if (index < 0n || index >= room) throw new Error(`the prefix ${prefix} has no host ${host}`);
  return formatAddress(address + index, bits);
}

/** The mask of an IPv4 prefix. */
export function cidrNetmask(prefix: string): string {
  const { length, bits } = parsePrefix(prefix);
  if (bits !== 32) throw new Error("only IPv4 prefixes have a netmask");
  return formatAddress(((1n << BigInt(length)) - 1n) << BigInt(32 - length), 32);
}

/** The subnet number `index` of those that are `bits` longer. */
export function cidrSubnet(
  prefix: string,
  { bits, index }: { readonly bits: number; readonly index: bigint },
): string {
  const base = parsePrefix(prefix), length = base.length + bits;
  if (length > base.bits || index < 0n || index >= 1n << BigInt(bits)) {
    throw new Error(`the prefix ${prefix} has no subnet ${index} of ${bits} more bits`);
  }
  return `${formatAddress(base.address + (index << BigInt(base.bits - length)), base.bits)}/${length}`;
}

/** Subnets one after the other, each so many bits longer than the prefix. */
export function cidrSubnets(prefix: string, bits: readonly number[]): string[] {
  const base = parsePrefix(prefix), end = base.address + (1n << BigInt(base.bits - base.length));
  let next = base.address;
  return bits.map((more) => {
    const length = base.length + more, size = 1n << BigInt(Math.max(0, base.bits - length));
    const start = (next + size - 1n) / size * size;
    next = start + size;
    if (length > base.bits || next > end) {
      throw new Error(`the prefix ${prefix} has no room for all the subnets`);
    }
    return `${formatAddress(start, base.bits)}/${length}`;
  });
}

function parsePrefix(text: string): Prefix {
  const [address, digits] = text.split("/");
  const bytes = parseIp(address ?? ""), isV4 = address !== undefined && !address.includes(":");
  const bits = isV4 ? 32 : 128, length = Number(digits);
  if (!bytes || digits === undefined || !/^\d+$/.test(digits) || length > bits) {
    throw new Error(`"${text}" is no network prefix such as 10.0.0.0/8`);
  }
  const used = isV4 ? bytes.slice(-4) : bytes;
  const value = [...used].reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const host = BigInt(bits - length);
  return { address: (value >> host) << host, length, bits };
}

function formatAddress(value: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
  const groups = Array.from(
    { length: 8 },
    (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16),
  );
  // RFC 5952: the longest run of zeros becomes "::".
  const runs = [...groups.join(":").matchAll(/\b0(?::0)+\b/g)].sort((a, b) => b[0].length - a[0].length);
  if (!runs[0]) return groups.join(":");
  const whole = groups.join(":"), { index } = runs[0];
  const before = whole.slice(0, index).replace(/:$/, ""),
    after = whole.slice(index + runs[0][0].length).replace(/^:/, "");
  return `${before}::${after}`;
}
