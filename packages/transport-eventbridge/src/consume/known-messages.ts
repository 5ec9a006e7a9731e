import type { Ticket } from "./ticket.ts";

/** So many that were handled are remembered; those of the last minutes are the ones that come again. */
const mostRemembered = 10_000;

/**
 * What a member has from a queue, and what it had and handled.
 *
 * Standard queues show a message again now and then, and do so when it was hidden too short or when they could not be told that it was handled. This side
 * knows better: it is in hands already, or done with.
 */
export class KnownMessages {
  readonly #held = new Map<string, Ticket>();
  readonly #handled = new Set<string>();

  /** The one that is in hands, if it is. */
  heldAs(id: string): Ticket | undefined {
    return this.#held.get(id);
  }

  isHandled(id: string): boolean {
    return this.#handled.has(id);
  }

  hold(ticket: Ticket): void {
    this.#held.set(ticket.id, ticket);
  }

  /** It is somebody else's. */
  letGo({ id }: Ticket): void {
    this.#held.delete(id);
  }

  handled({ id }: Ticket): void {
    this.#held.delete(id);
    this.#handled.add(id);
    if (this.#handled.size <= mostRemembered) return;
    const [oldest] = this.#handled;
    this.#handled.delete(oldest as string);
  }
}
