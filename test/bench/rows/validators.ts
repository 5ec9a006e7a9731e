import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { root } from "../../../scripts/workspaces.ts";
import { importContender } from "../contenders-on-demand.ts";
import { inProcess } from "../in-process.ts";
import type { Row } from "./row.ts";

export const validators: Row = {
  name: "validators",
  description: "emitted validators, both views, against compiled Ajv and typebox",
  async cases() {
    const createEntrants = await entrants();
    const cases = [];
    for (const { name, path, valid, invalid } of events())
      for (const view of ["reader", "writer"] as const) {
        const { ajv, typebox, typeboxErrors, ours } = await createEntrants(path, view);
        for (const [kind, event, isValid] of [
          ["valid", valid, true],
          ["invalid", invalid, false],
        ] as const) {
          const values = {
            ajv: rotating(event),
            typebox: rotating(event),
            errors: rotating(event),
            ours: rotating(event),
          };
          if (ajv(event) !== isValid || typebox(event) !== isValid || ours(event).valid !== isValid)
            throw new Error(`the ${kind} event of ${path} is judged differently by the ${view} validators`);
          cases.push({
            name: `${name}, ${view}, ${kind}`,
            baseline: inProcess("Ajv, compiled", () => ajv(values.ajv())),
            subjects: [
              inProcess("typebox, compiled", () => typebox(values.typebox())),
              ...(isValid ? [] : [inProcess("typebox, with errors", () => typeboxErrors(values.errors()))]),
              inProcess(isValid ? "ours, emitted" : "ours, emitted, with problems", () =>
                ours(values.ours()),
              ),
            ],
          });
        }
      }
    return cases;
  },
};

/** Built here, so that they are the same whatever examples the contracts have. */
function events() {
  const created = {
    name: "User",
    description: "User entity",
    display_name: "User account",
    primary_key: "user_id",
    properties: ["user_id", "email"],
    operation: "create",
    resource_type: "object_type",
    resource_id: "User",
  };
  const indexed = {
    branch_name: "problematic-branch",
    indexing_id: "idx-124",
    started_at: "2025-06-26T10:00:00Z",
    completed_at: "2025-06-26T10:30:00Z",
    status: "failed",
    records_indexed: 310,
    validation_results: {
      passed: false,
      errors: ["17 records without primary key", { message: "no mail address", path: "/User/email" }],
    },
    error_code: "VALIDATION_ABORTED",
    lock_id: "lock-10",
  };
  const money = { amount: "15000", currency: "KRW" };
  const placed = {
    orderId: "1001",
    userId: "u-7",
    items: Array.from({ length: 40 }, (_, index) => ({
      skuId: `sku-${index}`,
      quantity: 2,
      unitPrice: money,
    })),
    totalAmount: { amount: "31900", currency: "KRW" },
    placedAt: "2025-01-25T09:00:00Z",
    discountAmount: money,
  };
  return [
    {
      name: "small (object type created)",
      path: "oms/objecttype/created/1.1.0",
      valid: created,
      invalid: { ...created, name: 7 },
    },
    {
      name: "branching (indexing completed)",
      path: "funnel/indexing/completed/1.1.0",
      valid: indexed,
      invalid: { ...indexed, status: "done" },
    },
    {
      name: "big (order of 40 lines)",
      path: "commerce/order/placed/1.1.0",
      valid: placed,
      invalid: { ...placed, items: placed.items.with(39, { skuId: "", quantity: 1, unitPrice: money }) },
    },
  ] as const;
}

/** The same event, parsed several times: an event that is validated has just been read, and is not the one before. */
function rotating(event: Json): () => Json {
  const text = JSON.stringify(event);
  const copies = Array.from({ length: 16 }, () => JSON.parse(text) as Json);
  let next = 0;
  return () => copies[next++ & 15] as Json;
}

type Check = (value: unknown) => boolean;

type AjvModule = {
  readonly Ajv2020: new (options: {
    readonly logger: false;
  }) => {
    addFormat(name: string, pattern: RegExp): unknown;
    addVocabulary(names: readonly string[]): unknown;
    compile(schema: Json): Check;
  };
};

type TypeboxSchema = {
  readonly default: {
    Compile(schema: Json): { Check: Check; Errors(value: unknown): unknown };
  };
};

async function entrants() {
  const { readConfig, readProjectCatalogue } = await import("@concordat/contracts/files");
  const { emitContractValidators, formats } = await import("@concordat/validator");
  const { Ajv2020 } = (await importContender("ajv/dist/2020.js")) as AjvModule;
  const { default: typebox } = (await importContender("typebox/schema")) as TypeboxSchema;
  const { config } = readConfig(root);
  if (config === undefined) throw new Error("concordat.config.json cannot be read");
  const { catalogue } = readProjectCatalogue(root, config);
  const documents = new Map(
    catalogue.contracts.flatMap(({ versions }) => versions.map((one) => [one.uri, one.document])),
  );
  // All three assert formats by the same expressions, so that no ratio is about those.
  const patterns = Object.entries(formats).flatMap(([name, format]) =>
    "pattern" in format ? [[name, new RegExp(format.pattern, "u")] as const] : [],
  );
  const registry = (await importContender("typebox/format")) as {
    readonly default: { Set(name: string, check: (text: string) => boolean): void };
  };
  for (const [name, pattern] of patterns) registry.default.Set(name, (text) => pattern.test(text));

  return async (path: string, view: "reader" | "writer") => {
    const uri = [...documents.keys()].find((each) => each.endsWith(`/${path}.json`)) ?? "";
    const document = documents.get(uri) as Json;
    const inlined = withoutReferences(document, uri, documents);
    const schema = view === "reader" ? inlined : closed(inlined);
    const ajv = new Ajv2020({ logger: false });
    for (const [name, pattern] of patterns) ajv.addFormat(name, pattern);
    ajv.addVocabulary(["x-concordat"]);
    const text = emitContractValidators({ document, documents, command: "npm run bench" });
    const ours = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    const compiled = typebox.Compile(schema);
    return {
      ajv: ajv.compile(schema),
      typebox: (value: unknown) => compiled.Check(value),
      typeboxErrors: (value: unknown) => compiled.Errors(value),
      ours: (view === "reader" ? ours.validateReader : ours.validateWriter) as (value: unknown) => {
        readonly valid: boolean;
      },
    };
  };
}

/**
 * What somebody would write by hand for the others: each reference replaced by what it leads to, which spares them calls,
 * and the writer view as `additionalProperties: false`, which spares them the second look that our view takes.
 */
function withoutReferences(schema: Json, base: string, documents: ReadonlyMap<string, Json>): Json {
  if (isArray(schema)) return schema.map((item) => withoutReferences(item, base, documents));
  if (!isObject(schema)) return schema;
  const { $id: _id, $schema: _dialect, examples: _examples, $ref, ...others } = schema;
  const target = typeof $ref === "string" ? new URL($ref, base).href : undefined;
  const referred =
    target === undefined ? {} : withoutReferences(documents.get(target) ?? true, target, documents);
  const members = Object.entries(others).map(([name, member]) => [
    name,
    withoutReferences(member, base, documents),
  ]);
  return { ...(referred as JsonObject), ...(Object.fromEntries(members) as JsonObject) };
}

function closed(schema: Json): Json {
  if (isArray(schema)) return schema.map(closed);
  if (!isObject(schema)) return schema;
  const members = Object.entries(schema).map(([name, member]) => [name, closed(member)]);
  const isOpen =
    isObject(schema.properties ?? null) && schema.type === "object" && !("additionalProperties" in schema);
  return {
    ...(Object.fromEntries(members) as JsonObject),
    ...(isOpen ? { additionalProperties: false } : {}),
  };
}
