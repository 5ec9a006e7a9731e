import { code, printFile } from "@concordat/gen-core";
import { memberName, typescript } from "../language/typescript.ts";
import type { SdkEvent } from "./contracts.ts";
import type { EntryFacts } from "./entry-facts.ts";
import { between, imported, runtime } from "./imports.ts";
import { linesOf } from "./pieces.ts";

const { literal, docComment } = typescript;

/** `event-type.ts` of an entry: which types there are, and the union of all its events. */
export function eventTypeFile({ events, command, ending }: EntryFacts, here: string): string {
  const dataOf = ({ type, folder }: SdkEvent) =>
    imported(type, between(here, `${folder}/data`, ending), { typeOnly: true });
  const received = imported("ReceivedEvent", runtime, { typeOnly: true });
  const body = code`
    ${docComment([`The types of the ${events.length} events, by the names of their constructors.`])}
    export const EventType = {
      ${linesOf(events.map(({ value, event }) => code`${memberName(value)}: ${literal(event.type)},`))}
    } as const;

    /** One of the types in \`EventType\`. */
    export type EventType = (typeof EventType)[keyof typeof EventType];

    /** All of them. */
    export const eventTypes: readonly EventType[] = /* @__PURE__ */ Object.values(EventType);

    /** Whether a text is the type of one of the events. */
    export function isEventType(text: string): text is EventType {
      return (eventTypes as readonly string[]).includes(text);
    }

    /** What the events of each type carry. */
    export type EventData = {
      ${linesOf(events.map((each) => code`readonly ${memberName(each.event.type)}: ${dataOf(each)};`))}
    };

    /** Any of the events, told apart by \`type\`: a \`switch\` over it can be complete. */
    export type AnyEvent = { readonly [Type in EventType]: ${received}<Type, EventData[Type]> }[EventType];

    /** Whether an event that came from somewhere is one of them. Its data was judged by whoever received it. */
    export function isAnyEvent(event: { readonly type: string }): event is AnyEvent {
      return isEventType(event.type);
    }`;
  return printFile({ command, body }, typescript);
}
