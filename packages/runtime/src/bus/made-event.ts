import type { EventDraft } from "./events.ts";

declare const made: unique symbol;

/** Says that the data was judged by the writer view: only a constructor makes such events. */
export type Made = { readonly [made]: true };

/** An event as its constructor makes it: whole but for its source, which the bus knows. */
export type MadeEvent<Type extends string = string, Data = unknown> = EventDraft<Type, Data> & {
  readonly id: string;
  readonly data: Data;
} & Made;

/** One of which the attributes are right, too: the contract's own and those that are always made in the same way. */
export type WellMadeEvent = Omit<MadeEvent, "time"> & {
  readonly time: string;
  readonly datacontenttype: string;
};

/** Lets a class put its private members on an object that is not of that class. */
class Given {
  constructor(event: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is the whole point.
    return event;
  }
}

/**
 * On every event that a constructor made: a private member, so nobody else can put it there, and a copy, whose data may be another, does not
 * have it. A `WeakSet` says the same and costs as much as all the rest of an event.
 */
class Mark extends Given {
  readonly #isWellMade: boolean;

  constructor(event: object, isWellMade: boolean) {
    super(event);
    this.#isWellMade = isWellMade;
  }

  static isOn(event: object): boolean {
    return #isWellMade in event;
  }

  static isOfWellMade(event: object): boolean {
    return #isWellMade in event && event.#isWellMade;
  }
}

/** Whether a constructor made it; its attributes may still be wrong, its data was right then. */
export function isMade(event: object): event is MadeEvent {
  return Mark.isOn(event);
}

/** Whether its attributes need not be judged again. */
export function isWellMade(event: object): event is EventDraft & WellMadeEvent {
  return Mark.isOfWellMade(event);
}

/** Before it is frozen: a frozen object should take no more members, private ones included. */
export function markAsMade<Event extends object>(
  event: Event,
  { isWellMade }: { readonly isWellMade: boolean },
): Readonly<Event> {
  return Object.freeze(new Mark(event, isWellMade) as Event);
}
