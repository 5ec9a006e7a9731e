import { code, type OperationEntry, printFile } from "@concordat/gen-core";
import { memberName, typescript } from "../language/typescript.ts";
import type { SdkEvent } from "./contracts.ts";
import type { EntryFacts } from "./entry-facts.ts";
import { between, imported, runtime } from "./imports.ts";
import { broken, linesOf, unionOf } from "./pieces.ts";

const { literal, identifier } = typescript;

/** `bus.ts` of an entry: the table of its events, and the bus that knows them. */
export function busFile(facts: EntryFacts, here: string): string {
  const { events, command, ending } = facts;
  const table = imported("ContractEntry", runtime, { typeOnly: true });
  const bus = imported("ContractBus", runtime, { typeOnly: true });
  const options = imported("ContractBusOptions", runtime, { typeOnly: true });
  const applications = applicationsOf(facts);
  const dataOf = ({ type, folder }: SdkEvent) =>
    imported(type, between(here, `${folder}/data`, ending), { typeOnly: true });
  const entryOf = ({ value, event, folder }: SdkEvent) => code`
    ${memberName(value)}: {
      type: ${literal(event.type)},
      ${event.address === undefined ? undefined : code`address: ${literal(event.address)},`}
      ${event.keyPointer === undefined ? undefined : code`key: ${literal(event.keyPointer)},`}
      ${broken(code`load: async () =>`, code`(await import(${literal(between(here, `${folder}/event`, ending))})).${identifier(value)},`)}
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
      return ${imported("createContractBus", runtime)}(catalogue, { ...options, receives }) as unknown as Bus<Name>;
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
  const names = [...new Set(operations.map(({ application }) => application))].sort();
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
