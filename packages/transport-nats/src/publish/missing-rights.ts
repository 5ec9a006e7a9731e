import { type Violation, wordsOfViolation } from "../drivers/violation.ts";
import { forbidden } from "../forbidden.ts";
import { Denials } from "./denials.ts";
import type { Slot } from "./slot.ts";

export type MissingRightsPort = {
  /** What has no answer. */
  readonly open: Iterable<Slot>;
  /** The server did not take it, for certain. */
  onDenied(slot: Slot, error: Error): void;
  onJudged(): void;
};

/** What this user may not publish: which messages the server meant, and where a right was missing last. */
export class MissingRights {
  readonly #port: MissingRightsPort;
  readonly #denials = new Denials();
  /** By address, until something is stored there. */
  readonly #known = new Map<string, Error>();
  #isJudgementPlanned = false;

  constructor(port: MissingRightsPort) {
    this.#port = port;
  }

  /** One of those that are missing now. */
  get some(): Error | undefined {
    return this.#known.values().next().value;
  }

  /** Of a message on this subject. */
  denied(subject: string): void {
    this.#denials.add(subject);
    this.#planJudgement();
  }

  isMissingAt(address: string, error: Error): void {
    this.#known.set(address, error);
  }

  storedAt(address: string): void {
    if (this.#known.size > 0) this.#known.delete(address);
  }

  sending(slot: Slot): void {
    this.#denials.sending(slot);
  }

  answered(number: number, slot: Slot | undefined): void {
    if (this.#denials.isWaiting) this.#planJudgement();
    if (slot === undefined) this.#denials.answeredLate(number);
    else this.#denials.answered(slot);
  }

  /** Nobody waits for its answer any more. */
  giveUp(slot: Slot): void {
    this.#denials.giveUp(slot);
  }

  /** Nothing is on its way that the server could speak of. */
  reset(): void {
    this.#denials.reset();
  }

  /** What the server said that may be of this one. */
  wordsFor(slot: Slot): string | undefined {
    const subject = this.#denials.subjectFor(slot);
    return subject === undefined ? undefined : wordsOfViolation({ operation: "publish", subject });
  }

  /** At the end of the turn: of many messages that are denied, the server says so at once. */
  #planJudgement(): void {
    if (this.#isJudgementPlanned) return;
    this.#isJudgementPlanned = true;
    setImmediate(() => {
      this.#isJudgementPlanned = false;
      for (const { slot, named } of this.#denials.take(this.#port.open)) this.#deny(slot, named);
      this.#port.onJudged();
    });
  }

  #deny(slot: Slot, named: string): void {
    const violation: Violation = { operation: "publish", subject: named };
    const error = forbidden(`publishing to ${JSON.stringify(slot.subject)}`, violation);
    this.#known.set(slot.address, error);
    this.#port.onDenied(slot, error);
  }
}
