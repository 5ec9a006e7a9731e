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
import type { EventDraft } from "../bus/events.ts";

/** What a generated SDK knows of one type of event. */
export type EventContractFacts<Type extends string> = {
  readonly type: Type;
  readonly dataschema?: string;
  /** By the writer view: what nobody declared is refused. */
  readonly validateOutgoing: (data: unknown) => DataVerdict;
  /** By the reader view: what nobody declared is let through. */
  readonly validateIncoming: (data: unknown) => DataVerdict;
};

declare const made: unique symbol;

/** Says that the data was judged by the writer view: only a constructor makes such events. */
export type Made = { readonly [made]: true };

/** An event as its constructor makes it: whole but for its source, which the bus knows. */
export type MadeEvent<Type extends string = string, Data = unknown> = EventDraft<Type, Data> & {
  readonly id: string;
  readonly data: Data;
} & Made;

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

/** Lets a class put its private members on an object that is not of that class. */
class Given {
  constructor(event: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is the whole point.
    return event;
  }
}

/**
 * On every event that a constructor made: a private member, so nobody else can put it there, and a copy, whose data may be another, does not
 * have it. A `WeakSet` says the same and costs as much as all the rest of an event.
 */
class Mark extends Given {
  readonly #isMade = true;

  static isOn(event: object): boolean {
    return #isMade in event;
  }
}

/** Whether a constructor made it; its attributes may still be wrong, its data was right then. */
export function isMade(event: object): event is MadeEvent {
  return Mark.isOn(event);
}

/** Before it is frozen: a frozen object should take no more members, private ones included. */
function marked<Event extends object>(event: Event): Readonly<Event> {
  return Object.freeze(new Mark(event) as Event);
}

export function defineEventContract<Type extends string, Data>(
  facts: EventContractFacts<Type>,
): EventContract<Type, Data> {
  const { type, dataschema, validateOutgoing } = facts;
  const common = { type, datacontenttype, ...(dataschema !== undefined && { dataschema }) };
  const make = (data: Data, details?: EventDetails): MadeEvent<Type, Data> => {
    const verdict = validateOutgoing(data);
    if (!verdict.valid) throw cloudEventErrors.CE_INVALID({ type, violations: dataViolations(verdict) });
    const now = Date.now();
    const id = details?.id ?? newEventId(now);
    const time = details?.time === undefined ? isoTime(now) : details.time;
    if (details !== undefined)
      return marked({ ...ownDetails(details), ...common, id, time, data }) as MadeEvent<Type, Data>;
    // Two literals rather than one with a spread: objects of one shape are what makes reading them cheap.
    const event =
      dataschema === undefined
        ? { type, datacontenttype, id, time, data }
        : { type, datacontenttype, dataschema, id, time, data };
    return marked(event) as MadeEvent<Type, Data>;
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
        return marked({ ...whole(data, details && ownDetails(details)) });
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
