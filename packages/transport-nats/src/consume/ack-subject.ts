/** What JetStream says of a delivery in the subject that it wants the answer on. */
export type DeliveryFacts = {
  readonly deliveries: number;
  readonly sequence: number;
  /** The how-manyth delivery of the consumer it is, to whomever the others went. */
  readonly turn: number;
};

/**
 * `$JS.ACK.<stream>.<consumer>.<delivered>.<stream seq>.<consumer seq>.<time>.<pending>`, or with domain and account in front of the stream and a
 * token at the end (https://github.com/nats-io/nats-architecture-and-design, ADR-15).
 */
export function factsOfAck(reply: string): DeliveryFacts | undefined {
  const tokens = reply.split(".");
  const at = numbersAt(tokens);
  if (at === -1) return undefined;
  const [deliveries, sequence, turn] = [Number(tokens[at]), Number(tokens[at + 1]), Number(tokens[at + 2])];
  const areNumbers = [deliveries, sequence, turn].every(Number.isSafeInteger);
  return areNumbers ? { deliveries, sequence, turn } : undefined;
}

/** Which consumer of which stream delivered it. */
export function consumerOfAck(
  reply: string,
): { readonly stream: string | undefined; readonly consumer: string | undefined } | undefined {
  const tokens = reply.split(".");
  const at = numbersAt(tokens);
  return at === -1 ? undefined : { stream: tokens[at - 2], consumer: tokens[at - 1] };
}

/** Behind the consumer; -1 where it is no such subject. */
function numbersAt(tokens: readonly string[]): number {
  if (tokens[1] !== "ACK") return -1;
  if (tokens.length === 9) return 4;
  return tokens.length >= 11 ? 6 : -1;
}
