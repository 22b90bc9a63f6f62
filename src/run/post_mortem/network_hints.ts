// Servers that could not be asked → what to do about it. Apart from the other hints: what they go by is what programs
// print and how curl ends, not bash.
import type { HintFacts } from "./hook_hints.ts";

/** curl's exit code for an address that is none. */
const MALFORMED_URL = 3;

/** curl got no address, and one variable stands where it takes one. */
export function addressNotSet({ command = "", exitCode }: HintFacts): string | undefined {
  if (exitCode !== MALFORMED_URL || !/^\s*curl\s/.test(command)) return undefined;
  const alone = /(?<=\s)(["']?)\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})\1(?=\s|$)/g;
  const names = [...command.matchAll(alone)].map(([, , plain, braced]) => plain ?? braced);
  return names.length === 1 ? `the address is the value of "${names[0]}": see that it is set` : undefined;
}

/** kubectl without a cluster to ask. */
export function connectionRefused({ output }: HintFacts): string | undefined {
  const line = output.lines.findLast(({ text }) =>
    /connection( to the server \S+)? (was )?refused/i.test(text)
  )?.text;
  if (line === undefined) return undefined;
  return /localhost:8080|127\.0\.0\.1:8080/.test(line)
    ? "kubectl without a cluster asks localhost:8080: check KUBECONFIG and the context"
    : undefined;
}

/** A name that only a cluster knows, most often. */
export function unknownHost({ output }: HintFacts): string | undefined {
  const line = output.lines.findLast(({ text }) =>
    /could not resolve host|no such host|name or service not known/i.test(text)
  );
  return line ? "a host name did not resolve: names ending in .svc only do so inside the cluster" : undefined;
}
