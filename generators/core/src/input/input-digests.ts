import { digestOf } from "@concordat/json/digest";
import type { GenerationInput } from "./input.ts";

/**
 * Digests of everything that an output is made of, each part under its name: schemas by their keys, what the document says about
 * them, and the settings of the target.
 */
export function inputDigests(
  { schemas, documents, events, operations, topology, title, description = "" }: GenerationInput,
  settings: Readonly<Record<string, unknown>> = {},
): ReadonlyMap<string, string> {
  const document = {
    title,
    description,
    operations,
    brokers: topology?.brokers,
    groups: topology?.groups,
    events: events.map(({ examples: _of, description: _its, ...rest }) => rest),
  };
  return new Map([
    ["document", digestOf(JSON.parse(JSON.stringify(document)))],
    ["settings", digestOf(JSON.parse(JSON.stringify(settings)))],
    ...schemas.map(({ key, uri, contract, title, description: about = "", deprecated, examples }) => {
      // The text of a contract says all of that itself; what a message carries is told of by the message.
      const told = contract === undefined && { title, about, deprecated, examples };
      const isLatest = contract?.isLatest ?? true;
      return [key, digestOf({ text: documents.get(uri) ?? null, isLatest, ...told })] as const;
    }),
  ]);
}
