// Objects with optional keys, from values that may be undefined.

/** Drops the keys that hold undefined, as exactOptionalPropertyTypes asks. */
export function withoutUndefined<T>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}
