import { isObject, type Json, type JsonObject } from "@concordat/json";

/** How a contract that stands in the document already is sent: the model for one beside it. */
export type Neighbour = {
  readonly message: Entry;
  readonly channel?: Entry;
  readonly operation?: Entry;
};

export type Entry = { readonly key: string; readonly value: JsonObject };

/** Looks for the message whose payload is some version of the contract, and for what carries and sends it. */
export function findNeighbour(document: Json, contract: string): Neighbour | undefined {
  const message = entriesAt(document, ["components", "messages"]).find(({ value }) =>
    carries(value, contract),
  );
  if (message === undefined) return undefined;
  const channel = entriesAt(document, ["channels"]).find(({ value }) =>
    entriesAt(value, ["messages"]).some(
      (entry) => entry.value.$ref === `#/components/messages/${message.key}`,
    ),
  );
  const operation = entriesAt(document, ["operations"]).find(
    ({ value }) => value.action === "send" && refOf(value.channel) === `#/channels/${channel?.key}`,
  );
  return { message, ...(channel && { channel }), ...(operation && { operation }) };
}

function carries({ payload }: JsonObject, contract: string): boolean {
  const named =
    refOf(payload) ?? (isObject(payload ?? null) ? refOf((payload as JsonObject).schema) : undefined);
  return named?.replace(/\/[^/]*$/, "").endsWith(`/${contract}`) ?? false;
}

function refOf(value: Json | undefined): string | undefined {
  const named = isObject(value ?? null) ? (value as JsonObject).$ref : undefined;
  return typeof named === "string" ? named : undefined;
}

function entriesAt(document: Json, path: readonly string[]): readonly Entry[] {
  const found = path.reduce<Json>(
    (value, name) => (isObject(value) ? (value[name] ?? null) : null),
    document,
  );
  if (!isObject(found)) return [];
  return Object.entries(found).flatMap(([key, value]) => (isObject(value) ? [{ key, value }] : []));
}
