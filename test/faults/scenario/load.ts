import type { CloudEvent } from "@concordat/cloudevents";
import type { OutgoingMessage } from "@concordat/runtime";

/** How a scenario sends: sized by what the broker takes, so that a fault always meets publishes that are under way. */
export type Load = {
  /** At least so many events; more where the faults last longer than they do. */
  readonly events: number;
  /** No more than so many a second: a broker that takes all in a blink could not be hit. */
  readonly eventsPerSecond: number;
  readonly publishers: number;
  /** Each publisher has keys of its own, and sends the next event of a key when the one before is stored. */
  readonly keysPerPublisher: number;
};

/** A message that carries an event. */
export type EventMessage = Extract<OutgoingMessage, { readonly event: CloudEvent }> & {
  readonly key: string;
};

/** Some 600 bytes, with text that is not ASCII; each is another one, so that a mixed-up body shows. */
export function eventMessage(address: string, key: string, sequence: number): EventMessage {
  const id = `${address}/${key}/${sequence}`;
  return {
    address,
    key,
    event: {
      specversion: "1.0",
      id,
      source: "/concordat/faults",
      type: "com.example.faults.happened",
      subject: `Größe/${key}`,
      time: "2026-01-25T09:00:00.123Z",
      datacontenttype: "application/json",
      sequencenumber: sequence,
      data: { id, key, sequence, name: "Größe 尺寸", filling: `${sequence} `.repeat(40), list: [1, 2, 3] },
    },
  };
}
