import type { EventHandler } from "../bus/handlers.ts";
import type { MadeEvent } from "../bus/made-event.ts";
import type { IncomingContract, ReceivedEvent } from "./event-contract.ts";

/** What stands in the table of an SDK for each type of event; the contract itself is loaded when somebody consumes it. */
export type ContractEntry<Type extends string = string, Data = unknown> = {
  readonly type: Type;
  /** Where it travels. Default: at an address that is called as the type is. */
  readonly address?: string;
  /** JSON Pointer to what keeps events in order. Default: `partition`, else `subject`. */
  readonly key?: string;
  readonly load: () => Promise<IncomingContract<Type, Data>>;
};

/** By the names that the SDK gives them. */
export type ContractTable = Readonly<Record<string, ContractEntry>>;

/** What the constructor of an entry makes. */
export type MadeOf<Entry> =
  Entry extends ContractEntry<infer Type, infer Data> ? MadeEvent<Type, Data> : never;

/** What a handler of an entry gets. */
export type ReceivedOf<Entry> =
  Entry extends ContractEntry<infer Type, infer Data> ? ReceivedEvent<Type, Data> : never;

/** One handler for each type of event. */
export type Handlers<Table extends ContractTable> = {
  readonly [Name in keyof Table]: EventHandler<ReceivedOf<Table[Name]>>;
};

/** Stands where a handler would, and says that events of this type are nobody's business here. */
export type Ignored = () => void;

const ignored: Ignored = () => {};

/** For a map of handlers to begin with: `{ ...ignoreOthers, orderPlaced: … }` handles what it names and nothing else. */
export type IgnoreOthers<Table extends ContractTable> = { readonly [Name in keyof Table]: Ignored };

export function ignoring<Table extends ContractTable>(table: Table): IgnoreOthers<Table> {
  const members = Object.keys(table).map((name) => [name, ignored]);
  return Object.freeze(Object.fromEntries(members)) as IgnoreOthers<Table>;
}

/** Whether the group cares for what this handler stands for. */
export function isIgnored(handler: unknown): boolean {
  return handler === ignored;
}
