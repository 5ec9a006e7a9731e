import type { Bus, CloseOptions, Consumer } from "../bus/bus.ts";
import type { ConsumeOptions } from "../bus/consume-options.ts";
import type { BusOptions } from "../bus/create-bus.ts";
import type { BatchConsumption, EventBatchHandler, EventHandler } from "../bus/handlers.ts";
import type { SendManyOptions } from "../bus/send-many.ts";
import type { SendReport, Sent } from "../bus/send-result.ts";
import type { ContractTable, Handlers, MadeOf, ReceivedOf } from "./handlers.ts";

/** What a bus of an SDK may be told; events are judged by their contracts, so there is nothing to say about that. */
export type ContractBusOptions = Omit<BusOptions, "validate" | "addressOf" | "keyOf"> & {
  /** Where events of a type travel, where it is not the channel of the document. */
  readonly addressOf?: (type: string, address: string) => string;
};

/**
 * A bus that knows its events: it sends what their constructors make, and hands over what keeps their contracts.
 *
 * `Sends` and `Receives` are the names of the events that the application sends and receives, after the operations of the
 * document.
 */
export type ContractBus<
  Table extends ContractTable,
  Sends extends keyof Table = keyof Table,
  Receives extends keyof Table = keyof Table,
> = Pick<Bus, "state" | "retries"> & {
  /** Sends one event; see `Bus.send`. */
  send(event: MadeOf<Table[Sends]>): Promise<Sent>;
  /** Sends many, and says of each what became of it; see `Bus.send`. */
  sendMany(events: readonly MadeOf<Table[Sends]>[], options?: SendManyOptions): Promise<SendReport>;
  /**
   * Handles events on behalf of a group, each type by a handler of its own. A type without one does not compile, unless the
   * map begins with `...ignoreOthers`.
   */
  consume(
    group: string,
    // A map of no handlers is `{}`, and everything fits that.
    handlers: [Receives] extends [never] ? never : Handlers<Pick<Table, Receives>>,
    options?: ConsumeOptions,
  ): Promise<Consumer>;
  /** The same with one handler for all, for a `switch` over `event.type`. */
  consumeEach(
    group: string,
    handler: EventHandler<ReceivedOf<Table[Receives]>>,
    options?: ConsumeOptions,
  ): Promise<Consumer>;
  /** Many events at once, of the types named; see `Bus.consume`. */
  consumeBatches<Names extends Receives & string>(
    group: string,
    batch: Pick<BatchConsumption<Readonly<Record<string, unknown>>>, "maxCount" | "maxWaitMs"> & {
      readonly events: readonly Names[];
      readonly handle: EventBatchHandler<ReceivedOf<Table[Names]>>;
    },
    options?: ConsumeOptions,
  ): Promise<Consumer>;
  close(options?: CloseOptions): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};
