import { FadingMap } from "../collections/fading-map.ts";
import { identityName } from "../collections/identity-name.ts";
import type { Clock } from "../ports/clock.ts";

/** What tells events apart. */
export type EventIdentity = { readonly source: string; readonly id: string };

/** The events of the last so many milliseconds, by their identity, and where each is stored. */
export class DedupeWindow {
  readonly #clock: Clock;
  readonly #windowMs: number;
  /** In the order in which they came, so that the old ones are in front. */
  readonly #seen = new FadingMap<{ readonly at: number; readonly position: string }>();

  constructor(clock: Clock, windowMs: number) {
    this.#clock = clock;
    this.#windowMs = windowMs;
  }

  positionOf(identity: EventIdentity | undefined): string | undefined {
    if (identity === undefined || this.#windowMs <= 0) return undefined;
    this.#forgetOld();
    return this.#seen.get(identityName(identity))?.position;
  }

  remember(identity: EventIdentity | undefined, position: string): void {
    if (identity === undefined || this.#windowMs <= 0) return;
    this.#seen.set(identityName(identity), { at: this.#clock.monotonic(), position });
  }

  #forgetOld(): void {
    const oldest = this.#clock.monotonic() - this.#windowMs;
    this.#seen.fade(({ at }) => (at > oldest ? "stop" : "forget"));
  }
}
