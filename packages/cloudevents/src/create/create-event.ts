import type { AttributeValue, CloudEvent, KnownExtensions } from "../cloud-event.ts";
import { cloudEventErrors } from "../errors.ts";
import { dataMembers, isCoreAttribute } from "../names.ts";
import { judgeMembers, type Members, put } from "../validate/judge.ts";
import type { ValidateOptions } from "../validate/options.ts";
import { type Violation, violationOf } from "../violation.ts";
import { createIdSource } from "./event-ids.ts";
import { isoTime } from "./iso-time.ts";

/** What an event is made of: the attributes under their names, free extensions under `extensions`. */
export type EventInit<Type extends string = string, Data = unknown> = {
  readonly type: Type;
  readonly source: string;
  /** Default: a new UUID of version 7. */
  readonly id?: string | undefined;
  /** Default: now. `null` for an event without. */
  readonly time?: string | Date | null | undefined;
  readonly subject?: string | undefined;
  /** Default `application/json` where there is data that is not bytes; bytes have none unless it is given. */
  readonly datacontenttype?: string | undefined;
  readonly dataschema?: string | undefined;
  readonly data?: Data | undefined;
  readonly extensions?: Readonly<Record<string, AttributeValue>> | undefined;
} & { readonly [Name in keyof KnownExtensions]: KnownExtensions[Name] | undefined };

export type CreateOptions = Omit<ValidateOptions, "nulls" | "clock"> & {
  /** Default: the clock of the machine. */
  readonly clock?: { now(): number } | undefined;
  /** Default: UUIDs of version 7, which sort by time. */
  readonly newId?: (() => string) | undefined;
};

/** One source for the whole process, so that ids sort across all that it sends. */
export const newEventId = createIdSource();

/**
 * Makes an event: frozen, complete, valid. Its data is the value that was handed in, not a copy.
 *
 * @throws {CloudEventError} CE_INVALID, which lists everything that is wrong, in its message and as `params.violations`
 */
export function createEvent<Type extends string, Data = unknown>(
  init: EventInit<Type, Data>,
  options: CreateOptions = {},
): CloudEvent<Type, Data> {
  return eventMaker(options)(init) as CloudEvent<Type, Data>;
}

/** What an event says where it says nothing else itself. */
export type EventDefaults = Partial<Pick<CloudEvent, "source">> & KnownExtensions;

type EventInitWithout<Name extends keyof EventInit> = Omit<EventInit, Name> & {
  readonly [Left in Name]?: EventInit[Left] | undefined;
};

/** `createEvent` for whoever makes many: the options are looked at once. */
export function eventMaker({
  clock,
  newId = newEventId,
  ...options
}: CreateOptions = {}): (init: EventInitWithout<"source">, defaults?: EventDefaults) => CloudEvent {
  const policy = { ...options, traceContext: options.traceContext ?? ("strict" as const) };
  return (init, defaults) => {
    const { extensions, time } = init;
    const members = membersOf(
      init,
      defaults,
      init.id ?? newId(),
      time === null ? undefined : timeText(time, clock),
    );
    const taken = extensions === undefined ? none : takenNames(extensions);
    const verdict = judgeMembers(
      extensions === undefined ? members : { ...members, ...extensions },
      policy,
      provenance,
    );
    if (verdict.valid && taken.length === 0) return verdict.event;
    const violations = [...taken, ...verdict.violations];
    throw cloudEventErrors.CE_INVALID({ type: String(init.type ?? ""), violations });
  };
}

const none: readonly Violation[] = [];
const provenance = { nulls: "wrong" } as const;

function membersOf(
  init: EventInitWithout<"source">,
  defaults: EventDefaults | undefined,
  id: string,
  time: string | undefined,
): Members {
  const datacontenttype =
    init.datacontenttype === undefined && isJsonByDefault(init.data)
      ? "application/json"
      : init.datacontenttype;
  const usual = defaults && usualMembers(init, defaults, id, time, datacontenttype);
  const members = usual ?? { specversion: "1.0", id };
  for (const name in init) {
    if (usual === undefined ? isGivenApart(name) : isUsual(name)) continue;
    const value = (init as Members)[name];
    if (value !== undefined && Object.hasOwn(init, name)) put(members, name, value);
  }
  if (usual === undefined && time !== undefined) members.time = time;
  if (usual === undefined && datacontenttype !== undefined) members.datacontenttype = datacontenttype;
  for (const name in defaults)
    if (members[name] === undefined) members[name] = defaults[name as keyof EventDefaults];
  return members;
}

/** What nearly every event has, in a literal: objects of one shape, made at once, are several times cheaper to make and to read. */
function usualMembers(
  init: EventInitWithout<"source">,
  defaults: EventDefaults,
  id: string,
  time: string | undefined,
  datacontenttype: string | undefined,
): Members | undefined {
  const { type, data, dataschema } = init;
  const source = init.source ?? defaults.source;
  if (source === undefined || time === undefined || datacontenttype === undefined || data === undefined)
    return undefined;
  const { specversion = "1.0" } = init as Members;
  return dataschema === undefined
    ? { specversion, id, source, type, time, datacontenttype, data }
    : { specversion, id, source, type, time, datacontenttype, dataschema, data };
}

function isGivenApart(name: string): boolean {
  return name === "id" || name === "time" || name === "extensions";
}

function isUsual(name: string): boolean {
  switch (name) {
    case "specversion":
    case "id":
    case "source":
    case "type":
    case "time":
    case "datacontenttype":
    case "dataschema":
    case "data":
    case "extensions":
      return true;
  }
  return false;
}

function timeText(time: string | Date | undefined, clock: CreateOptions["clock"]): string {
  if (typeof time === "string") return time;
  const milliseconds = time === undefined ? (clock?.now() ?? Date.now()) : time.getTime();
  return Number.isNaN(milliseconds) ? "Invalid Date" : isoTime(milliseconds);
}

function isJsonByDefault(data: unknown): boolean {
  return data !== undefined && !ArrayBuffer.isView(data);
}

/** Extensions that would take the place of an attribute of the specification, or of the data. */
function takenNames(extensions: object): readonly Violation[] {
  return Object.keys(extensions)
    .filter((name) => isCoreAttribute(name) || dataMembers.includes(name))
    .map((name) => {
      const trouble = "is not one of an extension";
      const advice = `set ${name} itself, not as an extension`;
      return violationOf(cloudEventErrors.CE_EXT_NAME({ found: `"${name}"`, trouble, advice }), `/${name}`);
    });
}
