import type { CloudEvent, EventInit } from "@concordat/cloudevents";

/** What the events of each type carry: `{ "com.foundry.oms.objecttype.created": { name: string } }`. */
export type EventMap = Readonly<Record<string, unknown>>;

/** Any event of a map, told apart by `type`. */
export type EventOf<Events extends EventMap> = {
  [Type in keyof Events & string]: CloudEvent<Type, Events[Type]>;
}[keyof Events & string];

/** An event to be: its type, and whatever of the rest the bus should not fill in itself. A finished event is one, too. */
export type EventDraft<Type extends string = string, Data = unknown> = Omit<
  EventInit<Type, Data>,
  "source"
> & {
  readonly source?: string | undefined;
};

export type DraftOf<Events extends EventMap> = {
  [Type in keyof Events & string]: EventDraft<Type, Events[Type]>;
}[keyof Events & string];
