import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "@concordat/json";
import type { CloudEvent } from "../../cloud-event.ts";
import { validateEvent } from "../../validate/validate-event.ts";

const schemas = join(import.meta.dirname, "../../../../../schemas");

type Contract = JsonObject & {
  readonly "x-concordat": { readonly kind: string; readonly type?: string };
  readonly examples: readonly JsonObject[];
};

function contractsBelow(folder: string): readonly Contract[] {
  return readdirSync(join(schemas, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(schemas, folder, file), "utf8")));
}

const events = contractsBelow("oms").filter(({ "x-concordat": { type = "" } }) =>
  type.startsWith("com.foundry.oms."),
);

/** The event types of the ontology, as the catalogue has them. */
export const omsTypes: readonly string[] = [
  ...new Set(events.map((contract) => contract["x-concordat"].type ?? "")),
];

/** Data of a type: the examples of its contract, of all versions. */
export function examplesOf(type: string): readonly JsonObject[] {
  return events
    .filter((contract) => contract["x-concordat"].type === type)
    .flatMap(({ examples }) => examples);
}

/** The examples of any contract. */
export function examplesIn(folder: string): readonly JsonObject[] {
  return contractsBelow(folder).flatMap(({ examples }) => examples);
}

/** With all ten extensions, one more, and letters from elsewhere. */
export const everyExtension = {
  branch: "feature/größe",
  commit: "abc123",
  author: "developer@example.com",
  tenant: "acme",
  correlationid: "corr-123",
  causationid: "abc-122",
  sequencenumber: 41,
  traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
  spanid: "00f067aa0ba902b7",
  partition: "Überschlag",
  retained: true,
};

/** An event in memory; a test that makes a bad one fails here. */
export function event(members: Readonly<Record<string, unknown>>): CloudEvent {
  const verdict = validateEvent({ specversion: "1.0", id: "abc-123", source: "/oms/main", ...members });
  if (verdict.valid) return verdict.event;
  throw new Error(verdict.violations.map(({ message }) => message).join("; "));
}
