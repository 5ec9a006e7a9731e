import { type CloudEvent, dataViolations } from "@concordat/cloudevents";
import { didYouMean } from "@concordat/errors";
import { follow, type Json, parsePointer } from "@concordat/json";
import { createBus } from "../bus/create-bus.ts";
import type { EventBatchHandler } from "../bus/handlers.ts";
import { isMade } from "../bus/made-event.ts";
import { busErrors, runtimeErrors } from "../errors.ts";
import type { ContractBus, ContractBusOptions } from "./contract-bus.ts";
import type { IncomingContract } from "./event-contract.ts";
import { givenHandlers } from "./given-handlers.ts";
import type { ContractEntry, ContractTable } from "./handlers.ts";

type CreateOptions = ContractBusOptions & {
  /** Names of the events that each application receives. */
  readonly receives?: Readonly<Record<string, readonly string[]>>;
  /** The application that this is. Default: none of them, so that it receives all events. */
  readonly application?: string | undefined;
};

/**
 * The bus of a generated SDK.
 *
 * What it sends was judged where it was made, so it asks only whether a constructor made it. What it receives is judged by
 * contracts that are loaded when somebody consumes them: importing the bus brings along names, not validators.
 */
export function createContractBus<
  Table extends ContractTable,
  Sends extends keyof Table = keyof Table,
  Receives extends keyof Table = keyof Table,
>(
  table: Table,
  { addressOf, receives = {}, application, ...options }: CreateOptions,
): ContractBus<Table, Sends, Receives> {
  const received = application === undefined ? Object.keys(table) : receivedBy(application, receives);
  const byType = new Map(
    Object.values(table).map(({ type, address = type, key }) => [
      type,
      { address, keyTokens: key === undefined ? undefined : parsePointer(key) },
    ]),
  );
  const loaded = new Map<string, IncomingContract>();
  const bus = createBus({
    ...options,
    addressOf: (type) => {
      const address = byType.get(type)?.address ?? type;
      return addressOf === undefined ? address : addressOf(type, address);
    },
    keyOf: (event) => keyOf(event, byType.get(event.type)?.keyTokens),
    validate: { incoming: ({ type, data }) => dataViolations(loaded.get(type)?.validateIncoming(data)) },
  });

  return {
    get state() {
      return bus.state;
    },
    retries: () => bus.retries(),
    send(event) {
      const refusal = refusalOfUnmade(event);
      return refusal === undefined ? bus.send(event) : Promise.reject(refusal);
    },
    async sendMany(events, sendOptions) {
      for (const event of events) {
        const refusal = refusalOfUnmade(event);
        if (refusal !== undefined) throw refusal;
      }
      return bus.send(events, sendOptions);
    },
    async consume(group, handlers, consumeOptions) {
      const given = givenHandlers(table, handlers);
      const entries = await load(given.map(([name]) => name));
      const byHandledType = given.map(([, handle], index) => [entries[index]?.type, handle]);
      return bus.consume(group, Object.fromEntries(byHandledType), consumeOptions);
    },
    async consumeEach(group, handler, consumeOptions) {
      const entries = await load(received);
      const handlers = entries.map(({ type }) => [type, handler]);
      return bus.consume(group, Object.fromEntries(handlers), consumeOptions);
    },
    async consumeBatches(group, { events, handle, ...limits }, consumeOptions) {
      const types = (await load(events)).map(({ type }) => type);
      return bus.consume(group, { ...limits, types, handle: handle as EventBatchHandler }, consumeOptions);
    },
    close: (closeOptions) => bus.close(closeOptions),
    [Symbol.asyncDispose]: () => bus.close(),
  };

  async function load(names: readonly string[]): Promise<readonly ContractEntry[]> {
    return Promise.all(
      names.map(async (name) => {
        const entry = Object.hasOwn(table, name) ? table[name] : undefined;
        if (entry === undefined)
          throw busErrors.CONTRACT_UNNAMED({ name, meant: didYouMean(name, Object.keys(table)) });
        loaded.set(entry.type, await entry.load());
        return entry;
      }),
    );
  }
}

/** A name may come from the environment; one that the document does not know must not receive everything. */
function receivedBy(application: string, receives: Readonly<Record<string, readonly string[]>>) {
  const names = Object.hasOwn(receives, application) ? receives[application] : undefined;
  if (names !== undefined) return names;
  const known = Object.keys(receives).join(", ") || "none";
  const trouble = `is ${JSON.stringify(application)}, and the applications of the document are: ${known}`;
  throw runtimeErrors.RUNTIME_OPTION({ option: "application", trouble });
}

/** The compiler sees to it; this is for code that no compiler saw. */
function refusalOfUnmade(event: unknown): Error | undefined {
  if (typeof event === "object" && event !== null && isMade(event)) return undefined;
  const type = String((event as { readonly type?: unknown } | null | undefined)?.type);
  return busErrors.EVENT_UNMADE({ type });
}

function keyOf(
  { partition, subject, data }: CloudEvent,
  keyTokens: readonly string[] | undefined,
): string | undefined {
  if (partition !== undefined || keyTokens === undefined) return partition ?? subject;
  const key = follow(data as Json, keyTokens);
  return typeof key === "string" || typeof key === "number" ? String(key) : subject;
}
