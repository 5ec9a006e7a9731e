import { type Code, code, type OperationEntry, printFile } from "@concordat/gen-core";
import { memberName, typescript } from "../language/typescript.ts";
import { between, imported } from "./imports.ts";
import type { NamedEvent } from "./naming.ts";
import { broken, exportFrom, exportTypeFrom, linesOf, unionOf } from "./pieces.ts";
import type { Entry } from "./settings.ts";

export type EntryFacts = {
  readonly entry: Entry;
  /** By the names of their constructors. */
  readonly events: readonly NamedEvent[];
  readonly operations: readonly OperationEntry[];
  readonly command: string;
  readonly ending: string;
};

const runtime = "@concordat/runtime/sdk";
const { literal, identifier, docComment } = typescript;

/** The files of one entry of the package: what it exports, and what that is made of. */
export function entryFiles(facts: EntryFacts): ReadonlyMap<string, string> {
  const { entry } = facts;
  const own = `src/entries/${entry.name}`;
  const root = entry.path === "." ? "src/index" : `src/${entry.name}`;
  return new Map([
    [`${root}.ts`, rootFile(facts, root, own)],
    [`${own}/events.ts`, eventsFile(facts, `${own}/events`)],
    [`${own}/event-type.ts`, eventTypeFile(facts, `${own}/event-type`)],
    [`${own}/bus.ts`, busFile(facts, `${own}/bus`)],
  ]);
}

function rootFile({ events, command, ending }: EntryFacts, here: string, own: string): string {
  const from = (file: string) => between(here, file, ending);
  const names = (...list: readonly string[]) => list.map((name) => typeName(name));
  const body = code`
    ${exportFrom(names("Applications", "Bus", "Catalogue", "createBus", "ignoreOthers"), from(`${own}/bus`))}
    ${exportFrom(names("AnyEvent", "EventData", "EventType", "eventTypes", "isAnyEvent", "isEventType"), from(`${own}/event-type`))}
    /** The constructors of all events under one name. */
    export * as events from ${literal(from(`${own}/events`))};
    export * from ${literal(from(`${own}/events`))};
    ${linesOf(events.map(({ type, folder }) => exportTypeFrom(type, from(`src/contracts/${folder}/data`))))}`;
  return printFile({ command, body }, typescript);
}

/** `type` before what is one only; `EventType` is a value, too. */
function typeName(name: string): Code {
  const isType = /^[A-Z]/.test(name) && name !== "EventType";
  return isType ? code`type ${identifier(name)}` : identifier(name);
}

function eventsFile({ events, command, ending }: EntryFacts, here: string): string {
  const body = linesOf(
    events.map(({ value, folder }) =>
      exportFrom([identifier(value)], between(here, `src/contracts/${folder}/event`, ending)),
    ),
  );
  return printFile({ command, body: events.length === 0 ? code`export {};` : body }, typescript);
}

function eventTypeFile({ events, command, ending }: EntryFacts, here: string): string {
  const dataOf = ({ type, folder }: NamedEvent) =>
    imported(type, between(here, `src/contracts/${folder}/data`, ending), { typeOnly: true });
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

function busFile(facts: EntryFacts, here: string): string {
  const { events, command, ending } = facts;
  const table = imported("ContractEntry", runtime, { typeOnly: true });
  const bus = imported("ContractBus", runtime, { typeOnly: true });
  const options = imported("ContractBusOptions", runtime, { typeOnly: true });
  const applications = applicationsOf(facts);
  const dataOf = ({ type, folder }: NamedEvent) =>
    imported(type, between(here, `src/contracts/${folder}/data`, ending), { typeOnly: true });
  const entryOf = ({ value, event, folder }: NamedEvent) => code`
    ${memberName(value)}: {
      type: ${literal(event.type)},
      ${event.address === undefined ? undefined : code`address: ${literal(event.address)},`}
      ${event.keyPointer === undefined ? undefined : code`key: ${literal(event.keyPointer)},`}
      ${broken(code`load: async () =>`, code`(await import(${literal(between(here, `src/contracts/${folder}/event`, ending))})).${identifier(value)},`)}
    },`;
  const body = code`
    /** The events that this bus knows, by the names of their constructors. */
    export type Catalogue = {
      ${linesOf(events.map((each) => broken(code`readonly ${memberName(each.value)}:`, code`${table}<${literal(each.event.type)}, ${dataOf(each)}>;`)))}
    };

    const catalogue: Catalogue = {
      ${linesOf(events.map(entryOf))}
    };

    /** What each application sends and receives, after the operations of the document. */
    export type Applications = {
      ${linesOf(
        applications.map(
          ({ name, sends, receives }) => code`
          readonly ${memberName(name)}: {
            readonly sends: ${unionOf(sends)};
            readonly receives: ${unionOf(receives)};
          };`,
        ),
      )}
    };

    const receives: { readonly [Name in keyof Applications]: readonly Applications[Name]["receives"][] } = {
      ${linesOf(applications.map(({ name, receives }) => code`${memberName(name)}: ${literal(receives)},`))}
    };

    /** A bus for these events; with the name of an application, for those that it sends and receives. */
    export type Bus<Name extends keyof Applications | undefined = undefined> = Name extends keyof Applications
      ? ${bus}<Catalogue, Applications[Name]["sends"], Applications[Name]["receives"]>
      : ${bus}<Catalogue>;

    /**
     * Opens a bus over any transport.
     *
     * With \`application\` it sends and receives what the document says of that application: another event does not compile,
     * nor does a map of handlers that leaves one out.
     */
    export function createBus<Name extends keyof Applications | undefined = undefined>(
      options: ${options} & { readonly application?: Name },
    ): Bus<Name> {
      const { application, ...rest } = options;
      const own = application === undefined ? {} : { receives: receives[application as keyof Applications] };
      return ${imported("createContractBus", runtime)}(catalogue, { ...rest, ...own }) as unknown as Bus<Name>;
    }

    /** For a map of handlers to begin with: \`{ ...ignoreOthers, ${events[0] === undefined ? code`orderPlaced` : identifier(events[0].value)}: … }\` handles what it names and nothing else. */
    export const ignoreOthers: ${imported("IgnoreOthers", runtime, { typeOnly: true })}<Catalogue> =
      /* @__PURE__ */ ${imported("ignoring", runtime)}(catalogue);`;
  return printFile({ command, body }, typescript);
}

type Application = {
  readonly name: string;
  readonly sends: readonly string[];
  readonly receives: readonly string[];
};

/** Those that have to do with one of the events. */
function applicationsOf({ events, operations }: EntryFacts): readonly Application[] {
  const names = [...new Set(operations.flatMap(({ application }) => application ?? []))].sort();
  const moved = (name: string, direction: OperationEntry["direction"]) => {
    const own = operations.filter(
      (operation) => operation.application === name && operation.direction === direction,
    );
    const types = new Set(own.flatMap(({ types }) => types));
    return events.filter(({ event }) => types.has(event.type)).map(({ value }) => value);
  };
  return names
    .map((name) => ({ name, sends: moved(name, "send"), receives: moved(name, "receive") }))
    .filter(({ sends, receives }) => sends.length + receives.length > 0);
}
