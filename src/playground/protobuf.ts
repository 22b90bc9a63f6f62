// The one binary format that clients insist on: helm's storage writes Secrets and ConfigMaps as protobuf, and sends
// how to delete them so. Bytes → the object as JSON. Field numbers: k8s.io/api core/v1 and apimachinery generated.proto.
import { encodeBase64 } from "../go/base_n.ts";
import { type Json, type JsonObject, newObject } from "./json.ts";
import { badRequest } from "./status_error.ts";

type Wire = "text" | "bytes" | "int" | "bool" | "time" | "fields" | Message;
interface Message {
  readonly [number: number]: readonly [name: string, wire: Wire, repeats?: "list" | "map"];
}

const OWNER: Message = {
  1: ["kind", "text"],
  3: ["name", "text"],
  4: ["uid", "text"],
  5: ["apiVersion", "text"],
  6: ["controller", "bool"],
  7: ["blockOwnerDeletion", "bool"],
};
const MANAGED_FIELDS: Message = {
  1: ["manager", "text"],
  2: ["operation", "text"],
  3: ["apiVersion", "text"],
  4: ["time", "time"],
  6: ["fieldsType", "text"],
  7: ["fieldsV1", "fields"],
  8: ["subresource", "text"],
};
const METADATA: Message = {
  1: ["name", "text"],
  2: ["generateName", "text"],
  3: ["namespace", "text"],
  5: ["uid", "text"],
  6: ["resourceVersion", "text"],
  7: ["generation", "int"],
  8: ["creationTimestamp", "time"],
  9: ["deletionTimestamp", "time"],
  10: ["deletionGracePeriodSeconds", "int"],
  11: ["labels", "text", "map"],
  12: ["annotations", "text", "map"],
  13: ["ownerReferences", OWNER, "list"],
  14: ["finalizers", "text", "list"],
  17: ["managedFields", MANAGED_FIELDS, "list"],
};
const KINDS: Readonly<Record<string, Message>> = {
  "v1 Secret": {
    1: ["metadata", METADATA],
    2: ["data", "bytes", "map"],
    3: ["type", "text"],
    4: ["stringData", "text", "map"],
    5: ["immutable", "bool"],
  },
  "v1 ConfigMap": {
    1: ["metadata", METADATA],
    2: ["data", "text", "map"],
    3: ["binaryData", "bytes", "map"],
    4: ["immutable", "bool"],
  },
  "v1 Namespace": { 1: ["metadata", METADATA] },
  "v1 DeleteOptions": {
    1: ["gracePeriodSeconds", "int"],
    2: ["preconditions", { 1: ["uid", "text"], 2: ["resourceVersion", "text"] }],
    3: ["orphanDependents", "bool"],
    4: ["propagationPolicy", "text"],
    5: ["dryRun", "text", "list"],
  },
};
/** runtime.Unknown, in which every message is wrapped. */
const UNKNOWN: Message = {
  1: ["typeMeta", { 1: ["apiVersion", "text"], 2: ["kind", "text"] }],
  2: ["raw", "bytes"],
};
const MAGIC = [0x6b, 0x38, 0x73, 0];

/** Decodes an object sent as application/vnd.kubernetes.protobuf; throws a StatusError for a kind not in the table. */
export function parseProtobuf(bytes: Uint8Array): JsonObject {
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) {
    throw badRequest("the object provided is no protobuf message");
  }
  const raw: { bytes?: Uint8Array } = {};
  const { typeMeta } = readMessage(bytes.subarray(MAGIC.length), UNKNOWN, raw);
  const { apiVersion = "", kind = "" } = typeMeta as JsonObject;
  const version = kind === "DeleteOptions" ? "v1" : apiVersion, message = KINDS[`${version} ${kind}`];
  if (!message) throw badRequest(`the object provided is unrecognized: ${apiVersion}, Kind=${kind}`);
  return newObject([
    ["apiVersion", apiVersion],
    ["kind", kind],
    ...Object.entries(readMessage(raw.bytes ?? new Uint8Array(), message)),
  ]);
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** Reads a message; the last field of bytes is also handed out as it is, for the message inside a message. */
function readMessage(bytes: Uint8Array, message: Message, raw?: { bytes?: Uint8Array }): JsonObject {
  const cursor: Cursor = { bytes, at: 0 }, object = newObject();
  while (cursor.at < bytes.length) {
    const tag = readVarint(cursor), field = message[Number(tag >> 3n)];
    const payload = readPayload(cursor, Number(tag & 7n));
    if (!field) continue;
    const [name, wire, repeats] = field;
    if (raw && wire === "bytes" && payload instanceof Uint8Array) raw.bytes = payload;
    else {addField(
        object,
        name,
        repeats,
        repeats === "map" ? readEntry(payload, wire) : decode(payload, wire),
      );}
  }
  return object;
}

function addField(
  object: JsonObject,
  name: string,
  ...[repeats, value]: ["list" | "map" | undefined, Json | undefined]
): void {
  if (repeats === "list") object[name] = [...(object[name] as Json[] ?? []), value ?? ""];
  else if (repeats === "map") object[name] = newObject([...entriesOf(object[name]), ...entriesOf(value)]);
  else if (value !== undefined) object[name] = value;
}

function entriesOf(value: Json | undefined): [string, Json | undefined][] {
  return Object.entries((value ?? {}) as JsonObject);
}

function readEntry(payload: Payload, wire: Wire): JsonObject {
  const { key = "", value = "" } = readMessage(payload as Uint8Array, {
    1: ["key", "text"],
    2: ["value", wire],
  });
  return newObject([[String(key), value]]);
}

type Payload = bigint | Uint8Array;

function readPayload(cursor: Cursor, wireType: number): Payload {
  if (wireType === 0) return readVarint(cursor);
  const length = wireType === 2
    ? Number(readVarint(cursor))
    : wireType === 1
    ? 8
    : wireType === 5
    ? 4
    : Infinity;
  const end = cursor.at + length;
  if (end > cursor.bytes.length) throw badRequest("the object provided is a cut protobuf message");
  const payload = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return payload;
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) break;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  throw badRequest("the object provided is a cut protobuf message");
}

/** proto2 as Go writes it carries empty values too: they count as not given. */
function decode(payload: Payload, wire: Wire): Json | undefined {
  if (wire === "int") return Number(BigInt.asIntN(64, payload as bigint)) || undefined;
  if (wire === "bool") return payload !== 0n;
  const bytes = payload as Uint8Array;
  if (wire === "text") return new TextDecoder().decode(bytes) || undefined;
  if (wire === "bytes") return encodeBase64(bytes);
  if (wire === "time") return decodeTime(bytes);
  if (wire === "fields") return decodeFields(bytes);
  const object = readMessage(bytes, wire);
  return Object.keys(object).length > 0 ? object : undefined;
}

function decodeTime(bytes: Uint8Array): string | undefined {
  const { seconds } = readMessage(bytes, { 1: ["seconds", "int"] });
  return typeof seconds === "number"
    ? new Date(seconds * 1000).toISOString().replace(/\.\d+/, "")
    : undefined;
}

function decodeFields(bytes: Uint8Array): Json | undefined {
  const raw: { bytes?: Uint8Array } = {};
  readMessage(bytes, { 1: ["raw", "bytes"] }, raw);
  return raw.bytes && JSON.parse(new TextDecoder().decode(raw.bytes)) as Json;
}
