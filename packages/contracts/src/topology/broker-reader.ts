import type { ModelChannel } from "../model/channel.ts";
import type { CatalogueModel } from "../model/model.ts";
import type { ModelServer } from "../model/server.ts";
import type { Notes } from "./notes.ts";
import type { BrokerTopology, OperationGroup } from "./topology.ts";

export type BrokerInput = {
  readonly server: ModelServer;
  /** Those that are on it. */
  readonly channels: readonly ModelChannel[];
  readonly model: CatalogueModel;
  /** Of the operations that receive, wherever they do. */
  readonly groups: readonly OperationGroup[];
};

/** Reads what a document says of one kind of broker; `undefined` where it says nothing of it. */
export type BrokerReader<Broker extends BrokerTopology> = (
  input: BrokerInput,
  notes: Notes,
) => Pick<Broker, "settings" | "addresses"> | undefined;
