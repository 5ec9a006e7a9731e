import type { CatalogueModel, ContractRecord, ModelMessage, ModelOperation } from "@concordat/contracts";
import { isObject } from "@concordat/json";
import { kebabCase, wordsOf } from "../names/words.ts";
import type { EventEntry, OperationEntry } from "./input.ts";
import { isLatestOfMajor } from "./needed-versions.ts";
import { entryOfMessage, examplesIn } from "./schema-entries.ts";

export function eventsOf(model: CatalogueModel): readonly EventEntry[] {
  const events = new Map<string, EventEntry>();
  for (const contract of model.contracts) {
    if (
      contract.kind !== "event" ||
      contract.type === undefined ||
      !isLatestOfMajor(contract, model.contracts)
    )
      continue;
    // By path and version, so of several majors of one type the latest comes last.
    events.set(contract.type, eventOfContract(contract, model));
  }
  for (const message of model.messages) {
    if (message.payload.kind !== "schema" || isAnswer(message, model)) continue;
    const type = message.says ?? message.name;
    if (!events.has(type)) events.set(type, eventOfMessage(message, type, model));
  }
  return [...events.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
}

function eventOfContract(contract: ContractRecord, model: CatalogueModel): EventEntry {
  const { id, type = "", title, description, deprecated, uri, key, document } = contract;
  // A message may name an older version; what travels is of one type.
  const sameType = new Set(model.contracts.filter((each) => each.type === type).map((each) => each.id));
  const messages = model.messages.filter(
    ({ payload }) => payload.kind === "contract" && sameType.has(payload.contract),
  );
  const address = addressOf(messages, model);
  return {
    type,
    schema: id,
    title: title ?? contract.contract,
    ...(description !== undefined && { description }),
    deprecated,
    dataschema: uri.replace(/\.json$/, ""),
    ...(key !== undefined && { keyPointer: key }),
    ...(address !== undefined && { address }),
    messages: messages.map(({ name }) => name),
    examples: examplesIn(document),
  };
}

function eventOfMessage(message: ModelMessage, type: string, model: CatalogueModel): EventEntry {
  const { title, description, deprecated, examples } = entryOfMessage(message);
  const address = addressOf([message], model);
  return {
    type,
    schema: `messages/${message.name}`,
    title,
    ...(description !== undefined && { description }),
    deprecated,
    ...(address !== undefined && { address }),
    messages: [message.name],
    examples,
  };
}

/** A reply is no event: it goes to whoever asked. */
function isAnswer({ name }: ModelMessage, { operations }: CatalogueModel): boolean {
  const isReply = operations.some(({ reply }) => reply?.messages.includes(name));
  return isReply && !operations.some(({ messages }) => messages.includes(name));
}

/** The first channel that carries one of the messages under an address that needs no parameters. */
function addressOf(messages: readonly ModelMessage[], { channels }: CatalogueModel): string | undefined {
  const names = messages.map(({ name }) => name);
  const channel = channels.find(
    ({ address, parameters, messages: carried }) =>
      address !== null && parameters.length === 0 && carried.some((name) => names.includes(name)),
  );
  return channel?.address ?? undefined;
}

export function operationOf(
  operation: ModelOperation,
  { channels, info }: CatalogueModel,
  events: readonly EventEntry[],
): OperationEntry {
  const { name, direction, channel, title, summary, description, extensions, messages } = operation;
  const address = channels.find((each) => each.name === channel)?.address ?? undefined;
  const own = extensions["x-concordat"] ?? null;
  // A document that tells of no applications is the document of one.
  const said = isObject(own) && typeof own.application === "string" ? own.application : undefined;
  const application = said ?? (kebabCase(wordsOf(info.title)) || "application");
  return {
    name,
    direction,
    channel,
    ...(title !== undefined && { title }),
    ...(summary !== undefined && { summary }),
    ...(description !== undefined && { description }),
    ...(address !== undefined && { address }),
    application,
    types: events
      .filter((event) => event.messages.some((each) => messages.includes(each)))
      .map(({ type }) => type),
  };
}
