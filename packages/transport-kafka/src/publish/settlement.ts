import type { PublishResult } from "@concordat/runtime";
import type { PublishCall } from "@concordat/runtime/transport";
import type { Entry } from "./partition-batch.ts";

/** What was asked for and has no result yet, and how much memory of it is held here. */
export class Settlement {
  #pending = 0;
  #bytes = 0;
  #onIdle: (() => void) | undefined;

  /** Messages without a result. */
  get pending(): number {
    return this.#pending;
  }

  get bytes(): number {
    return this.#bytes;
  }

  asked(messages: number): void {
    this.#pending += messages;
  }

  hold({ record }: Entry): void {
    this.#bytes += record.size;
  }

  /** The first result counts. */
  settle(entry: Entry, result: PublishResult): void {
    if (entry.isSettled) return;
    entry.isSettled = true;
    this.#bytes -= entry.record.size;
    this.#tell(entry.call, entry.index, result);
  }

  /** A message that never became an entry. */
  refuse(call: PublishCall, index: number, error: Error): void {
    this.#tell(call, index, { status: "refused", error });
  }

  /** Resolves when everything has its result. */
  async drain(): Promise<void> {
    if (this.#pending === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #tell(call: PublishCall, index: number, result: PublishResult): void {
    this.#pending -= 1;
    call.settle(index, result);
    if (this.#pending === 0) this.#onIdle?.();
  }
}
