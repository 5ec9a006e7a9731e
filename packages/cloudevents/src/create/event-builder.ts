import type { AttributeValue, CloudEvent } from "../cloud-event.ts";
import { type CreateOptions, createEvent, type EventInit } from "./create-event.ts";

/**
 * Makes events step by step: each `with…` returns the builder with one thing more, and leaves the one it was called on
 * as it was. So a half-finished builder may be kept and used again: each `build()` yields an event of its own, with a new
 * id unless one was given.
 */
export type EventBuilder<Data = unknown, Type extends string = string> = {
  withSubject(subject: string): EventBuilder<Data, Type>;
  withData(data: Data, contentType?: string): EventBuilder<Data, Type>;
  withOmsContext(branch: string, commit: string, author: string, tenant?: string): EventBuilder<Data, Type>;
  withCorrelation(
    correlationId: string,
    causationId?: string,
    sequenceNumber?: number,
  ): EventBuilder<Data, Type>;
  withTrace(traceparent: string, spanId?: string, tracestate?: string): EventBuilder<Data, Type>;
  withPartition(key: string): EventBuilder<Data, Type>;
  withId(id: string): EventBuilder<Data, Type>;
  withTime(time: string | Date): EventBuilder<Data, Type>;
  withDataschema(uri: string): EventBuilder<Data, Type>;
  withExtension(name: string, value: AttributeValue): EventBuilder<Data, Type>;
  /** @throws {CloudEventError} CE_INVALID with all violations */
  build(): CloudEvent<Type, Data>;
};

/** The type argument says what `withData` takes: `eventBuilder<OrderPlaced>("com.example.order.placed", "/orders")`. */
export function eventBuilder<Data = unknown, Type extends string = string>(
  type: Type,
  source: string,
  options: CreateOptions = {},
): EventBuilder<Data, Type> {
  return builderOf({ type, source }, options);
}

function builderOf<Data, Type extends string>(
  init: EventInit<Type, Data>,
  options: CreateOptions,
): EventBuilder<Data, Type> {
  const plus = (more: Partial<EventInit<Type, Data>>) => builderOf<Data, Type>({ ...init, ...more }, options);
  return {
    withSubject: (subject) => plus({ subject }),
    withData: (data, datacontenttype) =>
      plus({ data, ...(datacontenttype !== undefined && { datacontenttype }) }),
    withOmsContext: (branch, commit, author, tenant) =>
      plus({ branch, commit, author, ...(tenant !== undefined && { tenant }) }),
    withCorrelation: (correlationid, causationid, sequencenumber) =>
      plus({
        correlationid,
        ...(causationid !== undefined && { causationid }),
        ...(sequencenumber !== undefined && { sequencenumber }),
      }),
    withTrace: (traceparent, spanid, tracestate) =>
      plus({
        traceparent,
        ...(spanid !== undefined && { spanid }),
        ...(tracestate !== undefined && { tracestate }),
      }),
    withPartition: (partition) => plus({ partition }),
    withId: (id) => plus({ id }),
    withTime: (time) => plus({ time }),
    withDataschema: (dataschema) => plus({ dataschema }),
    withExtension: (name, value) => plus({ extensions: { ...init.extensions, [name]: value } }),
    build: () => createEvent(init, options),
  };
}
