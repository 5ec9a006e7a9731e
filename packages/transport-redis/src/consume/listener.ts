import { forbiddenWhere } from "../forbidden.ts";
import type { Link } from "../link/link.ts";

/** The channels that members of this process listen to, on one connection, which is there once somebody listens. */
export class Listener {
  readonly #connect: () => Promise<Link>;
  readonly #heard = new Map<string, Set<() => void>>();
  #link: Promise<Link> | undefined;

  constructor(connect: () => Promise<Link>) {
    this.#connect = connect;
  }

  async listen(channel: string, onMessage: () => void): Promise<() => Promise<void>> {
    const link = await this.#connected();
    const others = this.#heard.get(channel);
    const listeners = others ?? new Set();
    listeners.add(onMessage);
    if (others === undefined) {
      this.#heard.set(channel, listeners);
      try {
        await link.listen(channel, () => {
          for (const each of listeners) each();
        });
      } catch (error) {
        // The next one that listens here has to ask again.
        this.#heard.delete(channel);
        throw forbiddenWhere(["SUBSCRIBE", channel], error);
      }
    }
    return async () => {
      listeners.delete(onMessage);
      if (listeners.size > 0 || this.#heard.get(channel) !== listeners) return;
      this.#heard.delete(channel);
      await link.unlisten(channel);
    };
  }

  async close(): Promise<void> {
    const link = await this.#link?.catch(() => undefined);
    link?.close();
  }

  #connected(): Promise<Link> {
    this.#link ??= this.#connect().catch((error: unknown) => {
      this.#link = undefined;
      throw error;
    });
    return this.#link;
  }
}
