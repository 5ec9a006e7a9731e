import { digestOf } from "@concordat/json/digest";
import type { GenerationInput } from "./input.ts";

/**
 * Digests of everything that an output is made of, each part under its name: schemas by their keys, and what the document says about
 * them.
 */
export function inputDigests({
  schemas,
  documents,
  events,
  operations,
  title,
  description = "",
}: GenerationInput): ReadonlyMap<string, string> {
  const document = {
    title,
    description,
    operations,
    events: events.map(({ examples: _of, description: _its, ...rest }) => rest),
  };
  return new Map([
    ["document", digestOf(JSON.parse(JSON.stringify(document)))],
    ...schemas.map(
      ({ key, uri, contract }) =>
        [key, digestOf({ text: documents.get(uri) ?? null, isLatest: contract?.isLatest ?? true })] as const,
    ),
  ]);
}
