// What a library prints with console.log, as a text: for libraries that offer nothing else.
// deno-lint-ignore-file no-console -- taking its place is the only way to get at such output

/** Runs `print` and gives what it printed instead of printing it. */
export function capturePrinted(print: () => void): string {
  let printed = "";
  const { log } = console;
  console.log = (line: unknown) => void (printed += `${line}\n`);
  try {
    print();
  } finally {
    console.log = log;
  }
  return printed;
}
