import { isObject, type Json, type JsonObject } from "@concordat/json";
import type { CloudEvent } from "../cloud-event.ts";
import { createTypeNames, type TypeNames } from "../naming/type-names.ts";
import { describe, quoted } from "../values/describe.ts";
import { sourceOfBranch } from "./branch-source.ts";
import { customEvent } from "./custom-event.ts";
import { domainEvent } from "./domain-event.ts";
import { enhanced } from "./enhanced.ts";
import { formatErrors } from "./errors.ts";
import { eventBridgeEntry } from "./eventbridge-entry.ts";
import type { Format, JudgingOptions, ReadContext, ReadResult } from "./format.ts";
import { legacyCloudEvent } from "./legacy-cloud-event.ts";
import { natsMessage } from "./nats-message.ts";
import { isSchemaChanged } from "./old-names.ts";
import { outboxEvent } from "./outbox-event.ts";
import { refuse } from "./refuse.ts";

/** In the order in which they are asked: the first that takes a value for its own reads it. */
export const knownFormats: readonly Format[] = [
  enhanced,
  legacyCloudEvent,
  outboxEvent,
  natsMessage,
  domainEvent,
  eventBridgeEntry,
  customEvent,
];

/** Values are JSON: plain data, as a parser makes it. Reading never throws on any of it; what is wrong is a violation. */
export type Formats = {
  /** In the order in which they are asked. */
  names(): readonly string[];
  /**
   * Adds a format, asked before those that are there.
   *
   * @throws {FormatError} FORMAT_TAKEN
   */
  register(format: Format): void;
  /** The name of the first format that a value looks like. */
  detect(value: unknown): string | undefined;
  /** Reads a value in the format that it looks like. */
  readAny(value: unknown): ReadResult & { readonly format?: string };
  /**
   * Reads a value in a format, whatever it looks like.
   *
   * @throws {FormatError} FORMAT_UNREGISTERED
   */
  readAs(name: string, value: unknown): ReadResult;
  /**
   * Writes an event in a format.
   *
   * @throws {FormatError} FORMAT_UNREGISTERED, FORMAT_READ_ONLY; FORMAT_MEMBER where the format has no place for what
   * the event is, or wants what it lacks
   */
  write(name: string, event: CloudEvent): JsonObject;
};

export type FormatsOptions = JudgingOptions & {
  /** The types there are now, as the catalogue has them. A name that another type ends in is an old name of that type. */
  readonly types: Iterable<string>;
  /** Old names that say too little, and the type that each of them means: `{ "schema.exported": "com.….schema.updated" }`. */
  readonly names?: Readonly<Record<string, string>>;
  /** The source of events that name none. Default: `/oms/` and the branch, or `/oms`. */
  readonly sourceOf?: ReadContext["sourceOf"];
  /** Default: all that this package knows. */
  readonly formats?: readonly Format[];
};

/** @throws {FormatError} TYPE_UNMAPPED, where one of `names` leads to no type */
export function createFormats(options: FormatsOptions): Formats {
  const { types, names: said = {}, formats = knownFormats, sourceOf = sourceOfBranch, ...judging } = options;
  const names = typeNames(types, said);
  const context: ReadContext = { types: names, sourceOf, judging };
  let asked = [...formats];
  const named = (name: string): Format => {
    const found = asked.find((format) => format.name === name);
    if (found !== undefined) return found;
    throw formatErrors.FORMAT_UNREGISTERED({ what: "format", name, known: asked.map((each) => each.name) });
  };
  const detect = (value: unknown) =>
    isJsonObject(value) ? asked.find((format) => format.detects(value, context)) : undefined;
  const readAs = ({ read }: Format, value: unknown) =>
    isJsonObject(value) ? read(value, context) : unknown(value);
  return {
    names: () => asked.map(({ name }) => name),
    register(format) {
      if (asked.some(({ name }) => name === format.name))
        throw formatErrors.FORMAT_TAKEN({ what: "format", name: format.name });
      asked = [format, ...asked];
    },
    detect: (value) => detect(value)?.name,
    readAny(value) {
      const format = detect(value);
      return format === undefined ? unknown(value) : { ...readAs(format, value), format: format.name };
    },
    readAs: (name, value) => readAs(named(name), value),
    write(name, event) {
      const { write } = named(name);
      if (write === undefined) throw formatErrors.FORMAT_READ_ONLY({ name });
      return write(event);
    },
  };
}

function typeNames(types: Iterable<string>, said: Readonly<Record<string, string>>): TypeNames {
  const current = [...types].filter((type) => !isSchemaChanged(type));
  const names = createTypeNames(current, said);
  const astray = Object.values(said).find((type) => !names.current.has(type));
  if (astray === undefined) return names;
  throw formatErrors.TYPE_UNMAPPED({ name: astray, near: names.near(astray) });
}

function isJsonObject(value: unknown): value is JsonObject {
  return value !== undefined && isObject(value as Json);
}

function unknown(value: unknown) {
  const names = isJsonObject(value) ? Object.keys(value).slice(0, 5).map(quoted) : [];
  const found = `this is ${describe(value)}${names.length > 0 ? ` with ${names.join(", ")}` : ""}`;
  return refuse(formatErrors.UNKNOWN_FORMAT({ found }));
}
