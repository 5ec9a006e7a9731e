import type { Clock, Logger } from "@concordat/runtime";
import { jitteredPause } from "@concordat/runtime/transport";
import type { EventBridgeDriver } from "../driver/driver.ts";
import { requestMessages } from "../driver/driver.ts";
import { transport } from "../transport-name.ts";
import { pauses } from "./pauses.ts";

export type AcknowledgementsOptions = {
  readonly driver: Pick<EventBridgeDriver, "deleteMessages">;
  readonly queueUrl: string;
  readonly clock: Clock;
  readonly logger: Logger;
};

type Handled = { readonly handle: string; attempts: number };

/** After so many it comes again, which it may: at least once. */
const mostAttempts = 5;

/** Tells a queue what was handled: ten in a request, one request after the other, so that whatever is handled meanwhile rides in the next. */
export class Acknowledgements {
  readonly #options: AcknowledgementsOptions;
  #pending: Handled[] = [];
  #flushing: Promise<void> | undefined;

  constructor(options: AcknowledgementsOptions) {
    this.#options = options;
  }

  add(handle: string): void {
    this.#pending.push({ handle, attempts: 0 });
    this.#flushing ??= this.#flush();
  }

  /** Resolves when nothing is left to tell. */
  async idle(): Promise<void> {
    await this.#flushing;
  }

  async #flush(): Promise<void> {
    // What is handled in this turn goes together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) await this.#tell(this.#pending.splice(0, requestMessages));
    this.#flushing = undefined;
  }

  async #tell(batch: readonly Handled[]): Promise<void> {
    const { driver, queueUrl, clock, logger } = this.#options;
    let failed: readonly Handled[];
    try {
      const places = await driver.deleteMessages(
        queueUrl,
        batch.map(({ handle }) => handle),
      );
      failed = places.flatMap((place) => batch[place] ?? []);
    } catch (error) {
      failed = batch;
      logger.debug("could not tell a queue what was handled", { transport, queueUrl, error });
    }
    if (failed.length === 0) return;
    for (const each of failed) each.attempts += 1;
    const again = failed.filter(({ attempts }) => attempts < mostAttempts);
    const lost = failed.length - again.length;
    if (lost > 0)
      logger.warn("handled messages come again: their queue could not be told", {
        transport,
        queueUrl,
        messages: lost,
      });
    this.#pending.unshift(...again);
    await clock.sleep(jitteredPause(failed[0]?.attempts ?? 1, pauses));
  }
}
