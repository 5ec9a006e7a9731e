import type { CatalogueModel } from "@concordat/contracts";
import { topologyOf } from "@concordat/contracts/topology";
import type { Json } from "@concordat/json";
import { eventsOf, operationOf } from "./event-entries.ts";
import { identified } from "./identified.ts";
import type { GenerationInput } from "./input.ts";
import { neededVersions } from "./needed-versions.ts";
import { entryOfContract, entryOfMessage, uriOfMessage } from "./schema-entries.ts";

/**
 * What generators work on, out of a catalogue and its AsyncAPI document.
 *
 * Of a contract's versions those count that somebody meets: the latest of each major, and what those refer to. A message that is
 * no contract of the catalogue brings its own schema along.
 */
export function inputFromModel(model: CatalogueModel): GenerationInput {
  const documents = new Map<string, Json>(model.contracts.map(({ uri, document }) => [uri, document]));
  const messages = model.messages.filter(({ payload }) => payload.kind === "schema");
  for (const message of messages)
    if (message.payload.kind === "schema") {
      const { schema, dialect } = message.payload;
      documents.set(uriOfMessage(message), identified(schema, uriOfMessage(message), dialect));
    }
  const { info } = model;
  const events = eventsOf(model);
  return {
    title: info.title,
    version: info.version,
    ...(info.description !== undefined && { description: info.description }),
    documents,
    schemas: [
      ...neededVersions(model.contracts, documents).map(entryOfContract(model.contracts)),
      ...messages.map(entryOfMessage),
    ],
    events,
    operations: model.operations.map((operation) => operationOf(operation, model, events)),
    topology: topologyOf(model),
    model,
  };
}
