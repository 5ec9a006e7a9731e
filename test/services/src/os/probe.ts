import { connect } from "node:net";

/** Longer than any healthy answer takes; a broker that is starting is simply asked again. */
const patience = 2_000;

/**
 * Sends bytes to a loopback port and says whether the answer satisfies; a refusal, a reset and silence do not.
 *
 * Made for asking a service in its own protocol, without its client: the supervisor must not depend on one.
 */
export function probe(
  port: number,
  question: Uint8Array,
  satisfies: (answer: Buffer) => boolean,
): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    let answer: Buffer = Buffer.alloc(0);
    const finish = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(patience, () => finish(false));
    socket.on("connect", () => socket.write(question));
    socket.on("data", (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (satisfies(answer)) finish(true);
    });
    socket.on("error", () => finish(false));
    socket.on("close", () => finish(false));
  });
}

/** Whether a GET is answered with a 2xx status. */
export async function answersHttp(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
