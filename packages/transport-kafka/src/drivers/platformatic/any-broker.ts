import { type Clock, type TransportError, transportErrors } from "@concordat/runtime";
import type { Broker, Connection } from "@platformatic/kafka";
import type { Connections } from "./connections.ts";

/** How long a broker is waited for alone. */
const impatienceMs = 500;

/**
 * Asks what any broker can answer, of one after the other until one does.
 *
 * A broker that hangs keeps its connections and accepts new ones, and would be asked again and again while others know the answer. So one that lets
 * wait is not waited for alone, and is asked last from then on until it answers.
 */
export class AnyBroker {
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #silent = new Set<string>();

  constructor(connections: Connections, clock: Clock) {
    this.#connections = connections;
    this.#clock = clock;
  }

  /** Rejects when none answers, with what is wrong with each. */
  ask<Known extends Broker, Answer>(
    brokers: readonly Known[],
    question: (connection: Connection, broker: Known) => Promise<Answer>,
  ): Promise<Answer> {
    const left = this.#inOrder(brokers);
    const troubles: Error[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    let underWay = 0;
    let isAnswered = false;

    const askNext = (): void => {
      if (isAnswered) return;
      const broker = left.shift();
      if (broker !== undefined) void askOne(broker);
      else if (underWay === 0) reject(together(troubles));
    };
    const askOne = async (broker: Known): Promise<void> => {
      const name = nameOf(broker);
      underWay += 1;
      const cancel = this.#clock.after(impatienceMs, () => {
        this.#silent.add(name);
        askNext();
      });
      try {
        const answer = await question(await this.#connections.to(broker), broker);
        this.#silent.delete(name);
        isAnswered = true;
        resolve(answer);
      } catch (error) {
        this.#silent.add(name);
        troubles.push(error as Error);
      } finally {
        cancel();
        underWay -= 1;
        askNext();
      }
    };

    askNext();
    return promise;
  }

  /** Each once: those to which there is a connection, then the others, then those that did not answer. */
  #inOrder<Known extends Broker>(brokers: readonly Known[]): Known[] {
    const seen = new Set<string>();
    const once = brokers.filter((broker) => !seen.has(nameOf(broker)) && seen.add(nameOf(broker)));
    const rank = (broker: Broker) =>
      this.#silent.has(nameOf(broker)) ? 2 : this.#connections.established(broker) === undefined ? 1 : 0;
    return once.sort((one, other) => rank(one) - rank(other));
  }
}

function nameOf({ host, port }: Broker): string {
  return `${host}:${port}`;
}

/** What a broker says of who asks weighs more than that others are not there. */
function together(troubles: readonly Error[]): Error {
  const [first] = troubles;
  const refusal = troubles.find((trouble) => (trouble as TransportError).code === "TRANSPORT_LOGIN_REFUSED");
  if (refusal !== undefined) return refusal;
  if (troubles.length === 1 && first !== undefined) return first;
  const all = troubles.map((error) => {
    const { at = "a broker", trouble = error.message } = (error as TransportError).params ?? {};
    return { at, trouble };
  });
  const remedy = troubles.map((error) => (error as TransportError).params?.remedy).find(Boolean) as
    | string
    | undefined;
  return transportErrors.TRANSPORT_UNREACHABLE(
    {
      transport: "kafka",
      at: all.map(({ at }) => at).join(", "),
      trouble: all.map(({ at, trouble }) => `${at}: ${trouble}`).join("; "),
      ...(remedy === undefined ? {} : { remedy }),
    },
    { cause: new AggregateError(troubles) },
  );
}
