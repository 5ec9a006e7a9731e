import type { JsonObject } from "@concordat/json";
import { guidOf } from "../../core/content.ts";
import type { VersionState } from "../../core/state/subject-state.ts";
import type { World } from "../../world.ts";
import type { FoundVersion } from "./find-version.ts";

/** All that is known of a version but the schema itself, which its links lead to. */
export function describeVersion({ registry, snapshot }: World, found: FoundVersion): JsonObject {
  const { subject, number, content, version, draft } = found;
  const { state } = registry;
  const path = subject.name.replaceAll(".", "/");
  const contract = subject.isContract ? snapshot().catalogue.byId(`${path}/${number}`) : undefined;
  const { kind, type, title, description, owner, key, priority, deprecated, sunset, uri } = contract ?? {};
  return {
    subject: subject.name,
    ...(subject.isContract && { contract: path }),
    number,
    ...(version && { version: version.version, id: version.id, guid: guidOf(content) }),
    origin: originOf(subject),
    state: stateOf(found),
    ...given({ kind, type, title, description, owner, key, priority }),
    deprecated: deprecated ?? version?.deprecation !== undefined,
    ...given({ sunset: sunset ?? version?.deprecation?.sunset, reason: version?.deprecation?.reason }),
    ...given({ uri, digest: contract?.digest, file: version?.file ?? draft?.file }),
    references: content.references.map(({ name, subject: other, version: integer }) => ({
      name,
      subject: other,
      version: integer,
    })),
    referencedBy: version === undefined ? [] : state.referrersOf(version).map(nameOf),
    ...given({
      registeredAt: version?.registeredAt ?? draft?.draftedAt,
      registeredBy: version?.registeredBy ?? draft?.draftedBy,
    }),
    links: linksOf(found, contract !== undefined),
  };
}

export function originOf({ isContract }: Pick<FoundVersion["subject"], "isContract">) {
  return isContract ? "contract" : "confluent";
}

export function selfOf(subject: string, number: string): string {
  return `/v1/contracts/${encodeURIComponent(subject)}/versions/${number}`;
}

function linksOf({ subject, number }: FoundVersion, isDocument: boolean): JsonObject {
  const self = selfOf(subject.name, number);
  const path = `${subject.name.replaceAll(".", "/")}/${number}`;
  return {
    self,
    text: `${self}?view=text`,
    reader: `${self}?view=reader`,
    writer: `${self}?view=writer`,
    bundled: `${self}?view=bundled`,
    ...(isDocument && { document: `/${path}`, page: `/ui/${path}` }),
  };
}

function stateOf({ version }: FoundVersion): "draft" | "frozen" | "deleted" {
  if (version === undefined) return "draft";
  return version.isDeleted ? "deleted" : "frozen";
}

function nameOf({ subject, number }: VersionState): JsonObject {
  return { subject, number };
}

function given(members: Readonly<Record<string, string | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}

const text = { type: "string" } as const;
const place = {
  type: "object",
  required: ["subject", "number"],
  properties: { subject: text, number: text },
} as const;

export const versionSchema: JsonObject = {
  type: "object",
  required: ["subject", "number", "origin", "state", "deprecated", "references", "referencedBy", "links"],
  additionalProperties: false,
  properties: {
    subject: text,
    contract: { ...text, description: "The subject as a path; contracts only." },
    number: { ...text, description: "`1.2.0`; what was born on the Confluent face as version n is n.0.0." },
    version: { type: "integer", description: "The integer of the Confluent face. Drafts have none." },
    id: { type: "integer", description: "Of the content, in its context." },
    guid: { ...text, description: "Of the content, in every registry." },
    origin: { enum: ["contract", "confluent"] },
    state: { enum: ["draft", "frozen", "deleted"] },
    kind: text,
    type: { ...text, description: "Of the event, as in CloudEvents." },
    title: text,
    description: text,
    owner: text,
    key: text,
    priority: text,
    deprecated: { type: "boolean" },
    sunset: text,
    reason: text,
    uri: { ...text, description: "Its `$id`." },
    digest: { ...text, description: "Of the canonical form; formatting does not change it." },
    file: text,
    references: {
      type: "array",
      items: {
        type: "object",
        required: ["name", "subject", "version"],
        properties: { name: text, subject: text, version: { type: "integer" } },
      },
    },
    referencedBy: { type: "array", items: place },
    registeredAt: text,
    registeredBy: text,
    links: { type: "object", additionalProperties: text },
  },
};
