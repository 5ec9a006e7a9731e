import { type Code, code, printFile } from "@concordat/gen-core";
import { typescript } from "../language/typescript.ts";
import { busFile } from "./bus-file.ts";
import type { EntryFacts } from "./entry-facts.ts";
import { eventTypeFile } from "./event-type-file.ts";
import { between } from "./imports.ts";
import { exportFrom, exportTypeFrom, linesOf } from "./pieces.ts";

const { literal, identifier } = typescript;

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
    ${linesOf(events.map(({ type, folder }) => exportTypeFrom(type, from(`${folder}/data`))))}`;
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
      exportFrom([identifier(value)], between(here, `${folder}/event`, ending)),
    ),
  );
  return printFile({ command, body: events.length === 0 ? code`export {};` : body }, typescript);
}
