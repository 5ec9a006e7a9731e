import { isArray, isObject, type Json, type JsonObject } from "@concordat/json";
import { definitionsKeyword, type View, writerView } from "@concordat/schema";
import { type Prepared, prepareSchema } from "../compile/compile-schema.ts";
import { graphOf } from "../compile/graph-of.ts";
import { type ContractValidatorOptions, createContractValidator } from "../contract-validator.ts";
import { originalPlaces } from "../original-places.ts";
import { closed, origin } from "../support/raw-problem.ts";
import type { EmittedText } from "./emit-options.ts";
import { checkedBody, compiledBody } from "./module-body.ts";
import { type ModuleParts, printModule } from "./print-module.ts";
import { type Lowered, mapInner } from "./subschemas.ts";

export type EmitContractOptions = Omit<ContractValidatorOptions, "view" | "matcher" | "maxErrors"> &
  EmittedText;

/**
 * The text of an ES module that exports `validateWriter` and `validateReader`, which judge exactly as the two functions
 * of `createContractValidator` do, problems and their places included. What the views have in common stands in it once.
 *
 * A package of many contracts writes one module for each, and the support that they share once:
 *
 * ```ts
 * const how = { command: "npm run generate", language: "typescript" } as const;
 * write("src/validators/support.ts", emitSupport(how.command, how.language));
 * for (const { path, document } of contracts)
 *   write(`src/validators/${path}.ts`, emitContractValidators({ ...how, document, documents, supportFrom: "./support.ts" }));
 * ```
 *
 * In TypeScript both functions are `(value: unknown) => Verdict`, and `Verdict` and `Problem` are types of the support
 * module. Both functions keep nothing of the value, change nothing in it, and may be called from anywhere.
 *
 * @throws what `createContractValidator` throws for either view
 */
export function emitContractValidators(options: EmitContractOptions): string {
  const needed = { ...options, documents: documentsOf(options) };
  // What is wrong with the contract is said here, also that nobody could write its examples.
  createContractValidator({ ...needed, view: "writer" });
  const view = writerView(undefined, graphOf(options.document, needed).graph);
  return printModule(partsOf(view, needed), options);
}

/** Those that references lead to: what a whole catalogue holds would be looked through several times for each contract. */
function documentsOf({
  document,
  documents = new Map(),
  ...options
}: EmitContractOptions): ReadonlyMap<string, Json> {
  try {
    const reached = graphOf(document, { ...options, documents }).reach().documents;
    return new Map([...documents].filter(([uri]) => reached.has(uri)));
  } catch {
    return documents;
  }
}

function partsOf(view: View, options: EmitContractOptions): ModuleParts {
  const reader = prepareSchema(options.document, options);
  const most = options.maxErrors ?? 20;
  if (view.closedAt.length === 0) {
    const { text, imported, verdict } = reader.unevaluated
      ? compiledBody(reader, "find")
      : both(checkedBody(reader));
    return { body: text, imported, entries: entries(verdict(most), "validateWriter(value)") };
  }
  const { documents: _embedded, ...others } = options;
  const writer = withOriginalPlaces(prepareSchema(view.schema, others), view);
  if (!writer.unevaluated) {
    const { text, imported, verdict } = checkedBody(writer);
    return { body: text, imported, entries: entries(verdict()(most), verdict(embedded(writer))(most)) };
  }
  const [first, second] = [compiledBody(writer, "findWriter"), compiledBody(reader, "findReader")];
  return {
    body: `${first.text}\n\n${second.text}`,
    imported: [...first.imported, ...second.imported],
    entries: entries(first.verdict(most), second.verdict(most)),
  };
}

function both(body: ReturnType<typeof checkedBody>) {
  return { ...body, verdict: body.verdict() };
}

function entries(writer: string, reader: string): ModuleParts["entries"] {
  return [
    { name: "validateWriter", doc: "For who sends: refuses members that nobody declared.", verdict: writer },
    { name: "validateReader", doc: "For who receives: the contract as it was written.", verdict: reader },
  ];
}

/** `W = allOf[S, K]`: the reference to S, which is the reader view. */
function embedded({ schema }: Prepared): Json {
  const [reader] = isArray(schema.allOf ?? null) ? (schema.allOf as readonly JsonObject[]) : [];
  return reader?.$ref ?? "";
}

/** Problems name the places of the contract, not those of the view, which nobody has ever seen. */
function withOriginalPlaces(prepared: Prepared, view: View): Prepared {
  const placeOf = originalPlaces(view);
  const move = (schema: Lowered): Lowered => (isObject(schema) ? moved(schema) : schema);
  const moved = (schema: JsonObject): JsonObject => {
    const place = String(schema[origin]);
    const list = `${place}/additionalProperties`;
    const entries = Object.entries(schema).map(([keyword, value]) => [
      keyword,
      mapInner(keyword, value, ({ schema: inner }) => move(inner)),
    ]);
    return {
      ...(Object.fromEntries(entries) as JsonObject),
      ...(origin in schema ? { [origin]: placeOf(place) } : {}),
      ...(placeOf(list) === `${placeOf(place)}/additionalProperties` ? {} : { [closed]: placeOf(list) }),
    };
  };
  const keyword = definitionsKeyword(prepared.dialect);
  const { [keyword]: definitions = {}, ...root } = prepared.schema;
  const lowered = Object.entries(definitions as JsonObject).map(([name, each]) => [
    name,
    moved(each as JsonObject),
  ]);
  return { ...prepared, schema: { ...moved(root), [keyword]: Object.fromEntries(lowered) } };
}
