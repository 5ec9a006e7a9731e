import {
  type CloudEvent,
  cloudEventErrors,
  type DataVerdict,
  dataViolations,
  defineEvent,
  type EventDetails,
  type EventFactory,
  isoTime,
  newEventId,
} from "@concordat/cloudevents";
import { areRight } from "../bus/are-right.ts";
import { type MadeEvent, markAsMade } from "../bus/made-event.ts";

/** What a generated SDK knows of one type of event. */
export type EventContractFacts<Type extends string> = {
  readonly type: Type;
  readonly dataschema?: string;
  /** By the writer view: what nobody declared is refused. */
  readonly validateOutgoing: (data: unknown) => DataVerdict;
  /** By the reader view: what nobody declared is let through. */
  readonly validateIncoming: (data: unknown) => DataVerdict;
};

/** An event that came from somewhere: its data was judged by the reader view. */
export type ReceivedEvent<Type extends string = string, Data = unknown> = CloudEvent<Type, Data> & {
  readonly data: Data;
};

/**
 * The constructor of one type of event, and what goes with it:
 *
 *     objectTypeCreated({ name: "User" }, { subject: "object_type/User" })
 */
export type EventContract<Type extends string, Data> = Readonly<EventContractFacts<Type>> & {
  /**
   * Makes an event, ready to send: its id is given here, so sending it again sends the same event.
   *
   * @throws {CloudEventError} CE_INVALID, with everything that is wrong with the data
   */
  (data: Data, details?: EventDetails): MadeEvent<Type, Data>;
  /** Makes events that are whole without a bus, since who sends them is known. */
  from(source: string): EventFactory<Type, Data>;
  /** Whether an event that came from somewhere is of this type. */
  is(event: { readonly type: string }): event is ReceivedEvent<Type, Data>;
};

/** What a consumer needs of a contract. */
export type IncomingContract<Type extends string = string, Data = unknown> = Pick<
  EventContract<Type, Data>,
  "type" | "validateIncoming" | "is"
>;

export function defineEventContract<Type extends string, Data>(
  facts: EventContractFacts<Type>,
): EventContract<Type, Data> {
  const { type, dataschema, validateOutgoing } = facts;
  const common = { type, datacontenttype, ...(dataschema !== undefined && { dataschema }) };
  const isWellMade = areRight({ type, source: "/", dataschema });
  const make = (data: Data, details?: EventDetails): MadeEvent<Type, Data> => {
    const verdict = validateOutgoing(data);
    if (!verdict.valid) throw cloudEventErrors.CE_INVALID({ type, violations: dataViolations(verdict) });
    const now = Date.now();
    const id = details?.id ?? newEventId(now);
    const time = details?.time === undefined ? isoTime(now) : details.time;
    if (details !== undefined)
      return markAsMade(
        { ...ownDetails(details), ...common, id, time, data },
        { isWellMade: false },
      ) as MadeEvent<Type, Data>;
    // Two literals rather than one with a spread: objects of one shape are what makes reading them cheap.
    const event =
      dataschema === undefined
        ? { type, datacontenttype, id, time, data }
        : { type, datacontenttype, dataschema, id, time, data };
    return markAsMade(event, { isWellMade }) as MadeEvent<Type, Data>;
  };
  return Object.assign(make, facts, {
    from(source: string): EventFactory<Type, Data> {
      const whole = defineEvent<Data, Type>({
        type,
        source,
        dataschema,
        validateData: (data) => validateOutgoing(data),
      });
      return Object.assign((data: Data, details?: EventDetails) => {
        return markAsMade({ ...whole(data, details && ownDetails(details)) }, { isWellMade: false });
      }, whole);
    },
    is: (event: { readonly type: string }): event is ReceivedEvent<Type, Data> => event.type === type,
  });
}

const datacontenttype = "application/json";

/**
 * Without what the contract says. The compiler lets `placed(data, { ...received })` through, and the type of what was received is
 * not the type that the data was judged for.
 */
function ownDetails(details: EventDetails): EventDetails {
  const {
    type: _type,
    specversion: _version,
    datacontenttype: _media,
    dataschema: _schema,
    data: _data,
    data_base64: _bytes,
    ...own
  } = details as EventDetails & Readonly<Record<string, unknown>>;
  return own;
}
