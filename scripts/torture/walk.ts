// A folder → the files in it, at any depth; a folder with nothing in it counts as a file.

/** Absolute paths; none if there is no such folder. */
export function walkSync(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
      const path = `${folder}/${name}`;
      const inner = isDirectory ? walkSync(path) : [];
      return inner.length > 0 ? inner : [path];
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
