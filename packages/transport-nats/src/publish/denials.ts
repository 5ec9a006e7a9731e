import type { Slot } from "./slot.ts";

/** So many are kept that may be denied after their time; with more nothing is certain on this connection any more. */
const mostOverdue = 10_000;

/**
 * Which messages the server did not take. It says once for each of them that a subject is forbidden, and not which message it was; nor is the
 * subject always that of the message, since accounts may map one to another. The answers to those that it took come in their own time.
 *
 * So they are counted. What is denied is never answered, and was sent before the server said so: once it has said it as often as there are messages
 * without an answer that were sent before it said so last, it meant them all. Until then nobody knows.
 *
 * Asked at the end of a turn of the event loop, when all that came together was told.
 */
export class Denials {
  /** How often the server said it, by subject. */
  readonly #said = new Map<string, number>();
  #times = 0;
  /** The order in which messages are sent. */
  #turn = 0;
  /** The last one when the server said it last. */
  #mark = 0;
  /** The last one that was answered: the server looked at all before it. */
  #heard = 0;
  /** Sent over this connection, and neither answered for certain nor known to be denied; nobody waits for them here. */
  readonly #overdue = new Map<number, Pick<Slot, "turn" | "mayBeStored">>();
  #isBlind = false;

  /** Whether there is something to find out. */
  get isWaiting(): boolean {
    return this.#times > 0 || this.#overdue.size > 0;
  }

  /** What the server said that may be of this one: its own subject, or the one that it was mapped to. */
  subjectFor({ subject }: Slot): string | undefined {
    return this.#said.has(subject) ? subject : this.#said.keys().next().value;
  }

  /** Before it leaves. */
  sending(slot: Slot): void {
    this.#turn += 1;
    slot.turn = this.#turn;
  }

  /** One that was sent before, and not answered, may be answered for that, and be denied this time. */
  answered(slot: Slot): void {
    if (slot.mayBeStored) this.giveUp(slot);
    else if (slot.turn > this.#heard) this.#heard = slot.turn;
  }

  /** Of one that was given up. */
  answeredLate(number: number): void {
    const late = this.#overdue.get(number);
    if (late === undefined || late.mayBeStored) return;
    this.#heard = Math.max(this.#heard, late.turn);
    this.#overdue.delete(number);
  }

  add(subject: string): void {
    // Requests, acknowledgements, leases: whoever asked is told, and no message has such a subject.
    if (subject.startsWith("$")) return;
    this.#said.set(subject, (this.#said.get(subject) ?? 0) + 1);
    this.#times += 1;
    this.#mark = this.#turn;
  }

  /** Nobody waits for it any more, and the server may say it of this one still. */
  giveUp({ number, turn, mayBeStored }: Slot): void {
    if (this.#overdue.size < mostOverdue) this.#overdue.set(number, { turn, mayBeStored });
    else this.#isBlind = true;
  }

  /** Nothing is on its way that it could be said of. */
  reset(): void {
    this.#forgetSaid();
    this.#overdue.clear();
    this.#isBlind = false;
  }

  /** Those of all that is open that are denied for certain, each with the subject that the server named. */
  take(open: Iterable<Slot>): readonly { readonly slot: Slot; readonly named: string }[] {
    if (this.#times === 0) {
      // The server looked at them and said nothing.
      for (const [number, { turn }] of this.#overdue) if (turn < this.#heard) this.#overdue.delete(number);
      return [];
    }
    if (this.#isBlind) return [];
    const denied: { readonly slot: Slot; readonly named: string }[] = [];
    for (const slot of open)
      if (slot.isUnderWay && slot.turn <= this.#mark)
        denied.push({ slot, named: this.subjectFor(slot) ?? slot.subject });
    const late = [...this.#overdue].filter(([, { turn }]) => turn <= this.#mark);
    const suspects = denied.length + late.length;
    if (this.#times < suspects) return [];
    const isCertain = this.#times === suspects;
    // Said more often than there are messages, it was said of something else, and nobody knows how often.
    this.#forgetSaid();
    if (!isCertain) return [];
    for (const [number] of late) this.#overdue.delete(number);
    return denied;
  }

  #forgetSaid(): void {
    this.#said.clear();
    this.#times = 0;
  }
}
