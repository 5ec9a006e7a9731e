import { type CloudEvent, cloudEventErrors } from "@concordat/cloudevents";
import { isConcordatError, nearestFew } from "@concordat/errors";
import { isObject, type Json, JsonError, parseJson } from "@concordat/json";
import type { Verdict } from "@concordat/validator";
import { createLru } from "../../collections/lru.ts";
import type { ContractSource } from "./contracts/contract-source.ts";
import type { DataBatch, JudgingSchema } from "./contracts/judging-schema.ts";
import { eventErrors } from "./errors.ts";
import { type EventFinding, findingOf, ofProblem } from "./finding.ts";
import { nameOfMark } from "./formats/confluent-frame.ts";
import type { Reading } from "./formats/reading.ts";
import { type EventVerdict, isError, type ViewName } from "./verdict.ts";

export type JudgeOptions = {
  readonly view: ViewName;
  readonly unknown: "refuse" | "accept";
  readonly batch: DataBatch;
};

/** Judges what was read: at once where the contract is one of ours, and else when the sandbox has answered. */
export type EventJudge = (reading: Reading, options: JudgeOptions) => EventVerdict | Promise<EventVerdict>;

export function createEventJudge(source: ContractSource, now: () => number): EventJudge {
  const near = createNearestTypes(source);

  return (reading, options) => {
    const { format } = reading;
    const { view } = options;
    const about = { ...(format !== undefined && { format }), view };
    if (reading.event === undefined && reading.mark === undefined)
      return judgeBroken(reading, about, options);

    if (reading.event === undefined) {
      const schema = source.marked(reading.mark);
      if (schema === undefined) return { ...about, valid: false, findings: [markUnknown(reading.mark)] };
      return withData(schema, reading.data, { about, options, prefix: "", before: [] });
    }

    const { event, warnings, mark } = reading;
    const named = { ...about, id: event.id };
    const found =
      mark === undefined ? schemaOf(event) : (source.marked(mark) ?? { trouble: markUnknown(mark) });
    if (found === undefined) {
      if (options.unknown === "accept") return { ...named, valid: true, findings: warnings };
      return { ...named, valid: false, findings: [...warnings, typeUnknown(event.type)] };
    }
    if ("trouble" in found) return { ...named, valid: false, findings: [...warnings, found.trouble] };
    return withData(found, event.data, { about: named, options, prefix: "/data", before: warnings });
  };

  function schemaOf({
    type,
    dataschema,
  }: CloudEvent): JudgingSchema | { readonly trouble: EventFinding } | undefined {
    if (dataschema === undefined) return source.newestOf(type);
    const named = source.named(dataschema);
    if (named !== undefined && (named.type === undefined || named.type === type)) return named;
    // Of a type that nobody knows, somebody else's schema says nothing wrong.
    if (named === undefined && !source.types().has(type)) return undefined;
    const trouble = named === undefined ? "names nothing in this registry" : `is of the type ${named.type}`;
    return { trouble: schemaMisnamed(dataschema, type, trouble) };
  }

  /** Attributes that are wrong hide nothing about the data, where it is certain what that is. */
  function judgeBroken(
    reading: Extract<Reading, { readonly findings: readonly EventFinding[] }>,
    about: Pick<EventVerdict, "view" | "format">,
    options: JudgeOptions,
  ): EventVerdict | Promise<EventVerdict> {
    const { findings, value } = reading;
    const broken = { ...about, valid: false, findings };
    if (value === undefined || !isObject(value) || reading.format !== "cloudevent") return broken;
    const { type, data, dataschema, id } = value;
    const isReadable = !findings.some(({ pointer }) => pointer.startsWith("/data"));
    if (typeof type !== "string" || data === undefined || !isReadable) return broken;
    const schema = typeof dataschema === "string" ? source.named(dataschema) : source.newestOf(type);
    const named = { ...about, ...(typeof id === "string" && { id }) };
    if (schema === undefined) return { ...broken, ...named };
    return withData(schema, data, { about: named, options, prefix: "/data", before: findings });
  }

  type Around = {
    readonly about: Pick<EventVerdict, "view" | "format" | "id">;
    readonly options: JudgeOptions;
    readonly prefix: string;
    readonly before: readonly EventFinding[];
  };

  function withData(
    schema: JudgingSchema,
    data: unknown,
    { about, options, prefix, before }: Around,
  ): EventVerdict | Promise<EventVerdict> {
    const { contract, version, deprecation } = schema;
    const judged = { ...about, contract, version, ...(deprecation && { deprecation }) };
    const conclude = (found: readonly EventFinding[]): EventVerdict => {
      const findings = [...before, ...retired(schema, now()), ...found];
      return { ...judged, valid: !findings.some(isError), findings };
    };
    const value = asJson(data, prefix);
    if ("trouble" in value) return conclude([value.trouble]);
    const told = (verdict: Verdict) =>
      verdict.valid ? none : verdict.problems.map((problem) => ofProblem(problem, value.json, prefix));
    try {
      const verdict = schema.judge(value.json, options.view, options.batch);
      if (!(verdict instanceof Promise)) {
        if (verdict.valid && before.length === 0 && deprecation === undefined)
          return { ...judged, valid: true, findings: none };
        return conclude(told(verdict));
      }
      return verdict.then(
        (answer) => conclude(told(answer)),
        (error) => conclude([unjudged(error)]),
      );
    } catch (error) {
      return conclude([unjudged(error)]);
    }
  }

  function typeUnknown(type: string): EventFinding {
    const known = near(type);
    const finding = findingOf(cloudEventErrors.CE_TYPE_UNKNOWN({ type, known }), "/type");
    return known.length > 0 ? { ...finding, suggestion: known[0] as string, meant: known } : finding;
  }
}

const none: readonly EventFinding[] = [];

/** Looking for near names goes through all of them, and a stream may ask for the same one a million times. */
function createNearestTypes(source: ContractSource): (type: string) => readonly string[] {
  const known = createLru<{ readonly types: ReadonlySet<string>; readonly near: readonly string[] }>(1000);
  return (type) => {
    const types = source.types();
    const before = known.get(type);
    if (before?.types === types) return before.near;
    const near = nearestFew(type, types, 3);
    known.set(type, { types, near });
    return near;
  };
}

/** Contracts describe JSON, so bytes are read as that, whatever their content type says. */
function asJson(
  data: unknown,
  prefix: string,
): { readonly json: unknown } | { readonly trouble: EventFinding } {
  if (data === undefined) return { trouble: absent };
  if (!(data instanceof Uint8Array)) return { json: data };
  try {
    const json: Json = parseJson(data);
    return { json };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { trouble: findingOf(cloudEventErrors.CE_DATA_JSON({ trouble: error.message }), prefix) };
  }
}

/** Where the data should stand; the same code as for any member that is missing. */
const absent: EventFinding = {
  ...findingOf({
    code: "DATA_INVALID",
    message: "the event has no data, and its contract describes some",
    hint: "add the member data",
  }),
  rule: "required",
};

function retired({ contract, version, deprecation }: JudgingSchema, now: number): readonly EventFinding[] {
  const sunset = deprecation?.sunset;
  if (sunset === undefined || Date.parse(`${sunset.slice(0, 10)}T00:00:00Z`) > now) return none;
  return [findingOf(eventErrors.CONTRACT_RETIRED({ contract, version, sunset }))];
}

function markUnknown(mark: Parameters<typeof nameOfMark>[0]): EventFinding {
  return findingOf(eventErrors.SCHEMA_MARK_UNKNOWN({ mark: nameOfMark(mark) }));
}

function schemaMisnamed(uri: string, type: string, trouble: string): EventFinding {
  const advice = `name a version of the contract of ${type} by its $id, or leave dataschema out`;
  return findingOf(cloudEventErrors.CE_DATASCHEMA({ uri, trouble, advice }), "/dataschema");
}

const passing = new Set(["SANDBOX_BUSY", "SANDBOX_CLOSED", "SANDBOX_FAULT"]);

/** A schema that nothing can be judged by is news about the event; that nobody had time is none. */
function unjudged(error: unknown): EventFinding {
  if (!isConcordatError(error) || passing.has(error.code)) throw error;
  return findingOf(error);
}
