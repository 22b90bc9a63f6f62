// What a value is, in the words of Go's reflect package.
import { kindName, typeName } from "../../go/type_name.ts";
import type { FunctionMap } from "../template.ts";
import { isDeepEqual } from "./equal.ts";

/** sprig reflect.go. */
export const reflectionFunctions: FunctionMap = {
  typeOf: { params: ["any"], call: ([value]) => typeName(value!) },
  typeIs: { params: ["string", "any"], call: ([name, value]) => name === typeName(value!) },
  typeIsLike: {
    params: ["string", "any"],
    call: ([name, value]) => name === typeName(value!) || `*${name}` === typeName(value!),
  },
  kindOf: { params: ["any"], call: ([value]) => kindName(value!) },
  kindIs: { params: ["string", "any"], call: ([name, value]) => name === kindName(value!) },
  deepEqual: { params: ["any", "any"], call: ([a, b]) => isDeepEqual(a!, b!) },
};
