import type { CloudEvent } from "../cloud-event.ts";
import { attributeChecks } from "../validate/attribute-checks.ts";
import { dataFlaws } from "../validate/data-flaws.ts";
import type { ValidateData } from "../validate/options.ts";
import { dataKindOf } from "../values/media-type.ts";
import { type CreateOptions, createEvent, type EventInit, newEventId } from "./create-event.ts";
import { isoTime } from "./iso-time.ts";

/** What all events of a type have in common. */
export type EventDefinition<Type extends string> = {
  readonly type: Type;
  readonly source: string;
  readonly dataschema?: string | undefined;
  /** Default `application/json`. */
  readonly datacontenttype?: string | undefined;
  /** Judges the data of every event that is made. Without one, data is only looked through for what JSON cannot hold. */
  readonly validateData?: ValidateData | undefined;
};

/** What may differ from one event to the next. */
export type EventDetails = Omit<EventInit, "type" | "data" | "datacontenttype" | "dataschema" | "source"> & {
  readonly source?: string | undefined;
};

/** Makes events of one type: `orderPlaced({ orderId: "7" }, { subject: "order/7" })`. */
export type EventFactory<Type extends string, Data> = {
  /** @throws {CloudEventError} CE_INVALID with all violations */
  (data: Data, details?: EventDetails): CloudEvent<Type, Data>;
  readonly type: Type;
  /** Whether an event that came from somewhere is of this type. Its data was judged by whoever decoded it. */
  is(event: CloudEvent): event is CloudEvent<Type, Data>;
};

export type DefineOptions = Pick<CreateOptions, "clock" | "newId" | "traceContext">;

/**
 * A factory for one type of event. What its events have in common is judged here, once; making one then costs an id, the
 * time and the check of its data.
 *
 * @throws {CloudEventError} CE_INVALID where what is common cannot be right
 */
export function defineEvent<Data = unknown, Type extends string = string>(
  { type, source, dataschema, datacontenttype = "application/json", validateData }: EventDefinition<Type>,
  options: DefineOptions = {},
): EventFactory<Type, Data> {
  const common = { type, source, datacontenttype, ...(dataschema !== undefined && { dataschema }) };
  createEvent({ ...common, id: "0", time: null }, options);
  const { clock, newId = newEventId } = options;
  const isJson = dataKindOf(datacontenttype) === "json";
  const isGood = (data: Data, event: CloudEvent<Type, Data>) => {
    if (newId !== newEventId && attributeChecks.get("id")?.(event.id, "id") !== undefined) return false;
    if (validateData === undefined) return dataFlaws(data).length === 0;
    return validateData(data, event)?.valid ?? true;
  };
  const make = (data: Data, details?: EventDetails): CloudEvent<Type, Data> => {
    if (details === undefined && isJson && data !== undefined) {
      const now = clock === undefined ? Date.now() : clock.now();
      const id = newId === newEventId ? newEventId(now) : newId();
      const time = isoTime(now);
      // Two literals rather than one with a spread: objects of one shape are what makes reading them cheap.
      const event: CloudEvent<Type, Data> = Object.freeze(
        dataschema === undefined
          ? { specversion: "1.0", id, source, type, time, datacontenttype, data }
          : { specversion: "1.0", id, source, type, time, datacontenttype, dataschema, data },
      );
      if (isGood(data, event)) return event;
    }
    // The way on which everything is judged, and everything that is wrong is listed.
    const { source: own = source, ...rest } = details ?? {};
    return createEvent<Type, Data>({ ...common, source: own, ...rest, data }, { ...options, validateData });
  };
  return Object.assign(make, {
    type,
    is: (event: CloudEvent): event is CloudEvent<Type, Data> => event.type === type,
  });
}
