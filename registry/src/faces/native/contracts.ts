import { type ContractVersion, contractKinds } from "@concordat/contracts";
import { isArray, isObject, type Json } from "@concordat/json";
import type { FastifyInstance } from "fastify";
import { declareRoute } from "../../http/declare-route.ts";
import { pageOf, pageQuery } from "../../http/page.ts";
import { flag, meaning, nonEmpty, oneOf } from "../../http/readers.ts";
import { sendJson } from "../../http/send-json.ts";
import type { World } from "../../world.ts";

const filters = {
  kind: meaning("What the schema describes.", oneOf(contractKinds)),
  type: meaning("Pattern of the event type; `*` stands for any characters.", nonEmpty),
  latest: meaning("Only the latest version of each contract.", flag),
  owner: meaning("Who answers for it.", nonEmpty),
  deprecated: meaning("Only those that nobody should begin to use, or only the others.", flag),
  q: meaning(
    "Words that all stand in its path, title, type, owner, description or the names of its members.",
    nonEmpty,
  ),
};
const query = { ...filters, ...pageQuery };

/** `GET /v1/contracts`: what there is, as data. */
export function contractsFace(server: FastifyInstance, { snapshot }: World): void {
  declareRoute(server, {
    method: "GET",
    url: "/v1/contracts",
    role: "read",
    chapter: "contracts",
    summary: "What there is: versions of contracts, by path and number",
    query,
    answers: {
      200: { says: "One page.", types: { "application/json": contractList } },
      304: { says: "The client has it." },
    },
    refusals: { 400: ["CURSOR_INVALID"] },
    handler: ({ query: { limit, cursor, ...chosen }, type, request, reply }) => {
      const { catalogue } = snapshot();
      const list = { url: "/v1/contracts", filters: chosen };
      const found = catalogue.list(chosen).filter((version) => isAsked(version, chosen));
      const { items, next } = pageOf(found, keyOf, list, { limit, cursor });
      const contracts = items.map((version) =>
        summary(version, catalogue.latest(version.contract)?.id === version.id),
      );
      return sendJson(request, reply, { contracts, ...(next && { next }) }, { type });
    },
  });
}

type Asked = { readonly owner?: string; readonly deprecated?: boolean; readonly q?: string };

function isAsked(version: ContractVersion, { owner, deprecated, q }: Asked): boolean {
  return (
    (owner === undefined || version.owner === owner) &&
    (deprecated === undefined || version.deprecated === deprecated) &&
    (q === undefined || wordsOf(q).every((word) => textOf(version).includes(word)))
  );
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().split(/\s+/);
}

const texts = new WeakMap<ContractVersion, string>();

/** Everything that words are looked for in, gathered by the first search. */
function textOf(version: ContractVersion): string {
  const known = texts.get(version);
  if (known !== undefined) return known;
  const { contract, title, type, owner, description, document } = version;
  const told = [contract, title, type, owner, description, ...memberNames(document)];
  const text = told
    .filter((each) => each !== undefined)
    .join("\n")
    .toLowerCase();
  texts.set(version, text);
  return text;
}

function* memberNames(value: Json): Generator<string> {
  if (isArray(value)) for (const item of value) yield* memberNames(item);
  else if (isObject(value))
    for (const [keyword, member] of Object.entries(value)) {
      if (keyword === "properties" && isObject(member)) yield* Object.keys(member);
      yield* memberNames(member);
    }
}

/** Sorts as the catalogue does: by path, then by number. */
function keyOf({ contract, version }: ContractVersion): string {
  const numbers = version.split(".").map((each) => each.padStart(9, "0"));
  return `${contract}\u0000${numbers.join(".")}`;
}

function summary(version: ContractVersion, latest: boolean) {
  const { id, contract, kind, type, title, frozen, deprecated, digest, uri } = version;
  const links = { document: `/${id}`, page: `/ui/${id}` };
  return {
    contract,
    version: version.version,
    kind,
    type,
    title,
    frozen,
    latest,
    deprecated,
    id: uri,
    digest,
    links,
  };
}

const contractList = {
  type: "object",
  required: ["contracts"],
  additionalProperties: false,
  properties: {
    contracts: {
      type: "array",
      items: {
        type: "object",
        required: ["contract", "version", "frozen", "latest", "deprecated", "id", "digest", "links"],
        additionalProperties: false,
        properties: {
          contract: { type: "string" },
          version: { type: "string" },
          kind: { enum: contractKinds },
          type: { type: "string" },
          title: { type: "string" },
          frozen: { type: "boolean" },
          latest: { type: "boolean" },
          deprecated: { type: "boolean" },
          id: { type: "string", format: "uri" },
          digest: { type: "string" },
          links: {
            type: "object",
            required: ["document", "page"],
            additionalProperties: false,
            properties: { document: { type: "string" }, page: { type: "string" } },
          },
        },
      },
    },
    next: { type: "string", description: "Send it as `cursor` for the next page; absent on the last." },
  },
} as const;
