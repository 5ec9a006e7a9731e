import type { AttributeValue, CloudEvent, KnownExtensions } from "../cloud-event.ts";
import { cloudEventErrors } from "../errors.ts";
import { dataMembers, isCoreAttribute } from "../names.ts";
import { judgeMembers } from "../validate/judge.ts";
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
  { clock, newId = newEventId, ...options }: CreateOptions = {},
): CloudEvent<Type, Data> {
  const { extensions, time, id, ...rest } = init;
  const members: Record<string, unknown> = { specversion: "1.0", id: id ?? newId(), ...rest };
  if (time !== null) members.time = timeText(time, clock);
  if (init.datacontenttype === undefined && isJsonByDefault(init.data))
    members.datacontenttype = "application/json";
  const taken = extensions === undefined ? [] : takenNames(extensions);
  const policy =
    options.traceContext === undefined ? { ...options, traceContext: "strict" as const } : options;
  const verdict = judgeMembers(extensions === undefined ? members : { ...members, ...extensions }, policy, {
    nulls: "wrong",
  });
  if (verdict.valid && taken.length === 0) return verdict.event as CloudEvent<Type, Data>;
  const violations = [...taken, ...verdict.violations];
  throw cloudEventErrors.CE_INVALID({ type: String(init.type ?? ""), violations });
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
