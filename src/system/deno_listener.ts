// An HTTP server on the loopback, at a port of the system's choosing.
import type { Listener } from "./system.ts";

/** Serves requests from this machine alone until it is stopped; what is still streaming then is cut. */
export async function listenOnLoopback(handle: (request: Request) => Promise<Response>): Promise<Listener> {
  const stop = new AbortController(), listening = Promise.withResolvers<number>();
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    signal: stop.signal,
    onListen: ({ port }) => listening.resolve(port),
  }, handle);
  return {
    port: await listening.promise,
    async stop() {
      stop.abort();
      await server.finished;
    },
  };
}
