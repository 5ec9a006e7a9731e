import type { ContractKind } from "@concordat/contracts";
import { metaSchemaOf } from "@concordat/schema";

export type DraftFacts = {
  readonly uri: string;
  readonly kind: ContractKind;
  readonly title: string;
  readonly type?: string | undefined;
  readonly owner: string;
};

/**
 * A contract to begin with. It is complete, so that nothing has to be looked up to write the next member, and passes
 * lint, so that whatever lint says later is about what was written. The words ask for better ones.
 */
export function draftText({ uri, kind, title, type, owner }: DraftFacts): string {
  const isEvent = kind === "event";
  const facts = { kind, ...(type !== undefined && { type }), owner, ...(isEvent && { key: "/id" }) };
  return `{
  "$schema": ${JSON.stringify(metaSchemaOf("2020-12"))},
  "$id": ${JSON.stringify(uri)},
  "title": ${JSON.stringify(title)},
  "description": "${isEvent ? "Say when this is sent and by whom" : "Say what this is for"}, what a reader may rely on, and what not.",
  "x-concordat": {
${Object.entries(facts)
  .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  .join(",\n")}
  },
  "type": "object",
  "required": ["id"],
  "properties": {
    "id": {
      "description": "What this is about.${isEvent ? " Events with the same id stay in order." : ""}",
      "type": "string",
      "minLength": 1
    },
    "note": {
      "description": "An optional member: writers may leave it out.",
      "type": "string"
    }
  },
  "examples": [{ "id": "1001" }, { "id": "1001", "note": "a full example" }]
}
`;
}
