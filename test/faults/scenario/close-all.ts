import type { Transport } from "@concordat/runtime";
import type { Problem } from "@concordat/transport-testkit";

/** A transport that does not close, or not without a complaint, is a problem like any other. */
export async function closeAll(opened: readonly Transport[], patienceMs: number): Promise<Problem[]> {
  const outcomes = await Promise.all(opened.map((transport) => closeOne(transport, patienceMs)));
  return outcomes.flatMap((message) => (message === undefined ? [] : [{ law: "closes", message }]));
}

async function closeOne(transport: Transport, patienceMs: number): Promise<string | undefined> {
  const { promise: tooLate, resolve } = Promise.withResolvers<string>();
  const alarm = setTimeout(resolve, patienceMs, `a transport had not closed after ${patienceMs} ms`);
  const closed = transport.close().then(
    () => undefined,
    (error: Error) => `a transport did not close: ${error.message}`,
  );
  return Promise.race([closed, tooLate]).finally(() => clearTimeout(alarm));
}
