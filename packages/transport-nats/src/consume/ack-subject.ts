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
  const at = tokens.length === 9 ? 4 : tokens.length >= 11 ? 6 : -1;
  if (at === -1 || tokens[1] !== "ACK") return undefined;
  const [deliveries, sequence, turn] = [Number(tokens[at]), Number(tokens[at + 1]), Number(tokens[at + 2])];
  const areNumbers = [deliveries, sequence, turn].every(Number.isSafeInteger);
  return areNumbers ? { deliveries, sequence, turn } : undefined;
}
