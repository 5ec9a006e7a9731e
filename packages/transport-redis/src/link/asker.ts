import { type Clock, transportErrors } from "@concordat/runtime";
import { forbiddenWhere } from "../forbidden.ts";
import { transportName } from "../transport-name.ts";
import type { Link, Reply, Word } from "./link.ts";

/**
 * Everything but publishing and waiting for messages: acknowledgements, leases, topology, health. On a connection of its own, where
 * nothing stands in its way, and with an end to waiting.
 */
export class Asker {
  readonly link: Link;
  readonly #clock: Clock;
  readonly #at: string;
  readonly #timeoutMs: number;

  constructor(
    link: Link,
    options: { readonly clock: Clock; readonly at: string; readonly timeoutMs: number },
  ) {
    this.link = link;
    this.#clock = options.clock;
    this.#at = options.at;
    this.#timeoutMs = options.timeoutMs;
  }

  /** Rejects with TRANSPORT_FORBIDDEN where this user may not, and with TRANSPORT_UNREACHABLE where there is no answer in time. */
  async ask(words: readonly Word[], timeoutMs = this.#timeoutMs): Promise<Reply> {
    try {
      return await this.#within(this.link.send(words), timeoutMs);
    } catch (error) {
      throw forbiddenWhere(words, error);
    }
  }

  /** A script in Lua, which Redis keeps by its hash after the first time. */
  run(script: string, keys: readonly string[], values: readonly (string | number)[]): Promise<Reply> {
    return this.ask(["EVAL", script, String(keys.length), ...keys, ...values.map(String)]);
  }

  #within(reply: Promise<Reply>, timeoutMs: number): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(timeoutMs, () =>
        reject(
          transportErrors.TRANSPORT_UNREACHABLE({
            transport: transportName,
            at: this.#at,
            trouble: `no answer for ${timeoutMs} ms`,
          }),
        ),
      );
      reply.finally(cancel).then(resolve, reject);
    });
  }
}
