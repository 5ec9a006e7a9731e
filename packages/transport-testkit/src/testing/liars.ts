import type { Delivery, OutgoingMessage, Transport, TransportCapabilities } from "@concordat/runtime";
import type { PropertyId } from "../property.ts";
import type { EventMessage } from "../world.ts";

/** A transport that breaks a promise, and which property finds it out, with which words. */
export type Liar = {
  readonly what: string;
  readonly caughtBy: PropertyId;
  readonly words: RegExp;
  /** What it promises and does not do is found out by waiting for it in vain. */
  readonly inVain?: true;
  lie(transport: Transport): Transport;
};

const anEvent = "t\\d\\d-\\w+-e\\d+";

export const liars: readonly Liar[] = [
  {
    what: "drops a message and says that it is stored",
    caughtBy: "T01",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) => ({
      ...transport,
      async publish(messages) {
        const results = await transport.publish(messages.toSpliced(messages.length >> 1, 1));
        return results.toSpliced(messages.length >> 1, 0, { status: "stored" });
      },
    }),
  },
  {
    what: "drops a message that nobody waits for by number",
    caughtBy: "T06",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) =>
      withDeliveries(transport, (delivery, handle, count) =>
        count === 30 ? Promise.resolve() : handle(delivery),
      ),
  },
  {
    what: "hands a message out again that was handled",
    caughtBy: "T01",
    words: new RegExp(`once: ${anEvent} was handed to the group .* once more after it was handled`),
    lie: (transport) =>
      withDeliveries(transport, async (delivery, handle, count) => {
        await handle(delivery);
        if (count === 50) await handle(delivery);
      }),
  },
  {
    what: "swaps two messages of one key",
    caughtBy: "T09",
    words: new RegExp(`I4: the group .* handled ${anEvent} before ${anEvent}.* under the key key 3`),
    lie: (transport) => ({
      ...transport,
      publish(messages) {
        const [one, other] = messages.flatMap(({ key }, index) => (key === "key 3" ? [index] : []));
        if (one === undefined || other === undefined) return transport.publish(messages);
        const swapped = messages.with(one, messages[other] as OutgoingMessage);
        return transport.publish(swapped.with(other, messages[one] as OutgoingMessage));
      },
    }),
  },
  {
    what: "alters one byte of the data",
    caughtBy: "T01",
    words: new RegExp(
      `I5: ${anEvent} came changed to the group .*: its data were sha256:\\w+ and are sha256:\\w+`,
    ),
    lie: (transport) =>
      withEvents(transport, (event) => ({ ...event, data: { ...(event.data as object), quote: "altered" } })),
  },
  {
    what: "loses an extension",
    caughtBy: "T01",
    words: new RegExp(`I5: ${anEvent} came changed .*: its attribute tenant was "acme" and is absent`),
    lie: (transport) => withEvents(transport, ({ tenant: _, ...event }) => event),
  },
  {
    what: "loses the trace",
    caughtBy: "T34",
    words: /nothing was lost or added/,
    lie: (transport) =>
      withEvents(transport, ({ traceparent: _, tracestate: __, spanid: ___, ...event }) => event),
  },
  {
    what: "loses what many publish at once",
    caughtBy: "T02",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) =>
      withDeliveries(transport, (delivery, handle, count) =>
        count === 700 ? Promise.resolve() : handle(delivery),
      ),
  },
  {
    what: "mixes addresses",
    caughtBy: "T03",
    words: new RegExp(`I5: ${anEvent} was published at \\S+ and delivered to the group \\S+ from \\S+`),
    lie: (transport) =>
      withDeliveries(transport, (delivery, handle) =>
        handle({ ...delivery, address: `${delivery.address}x` }),
      ),
  },
  {
    what: "lets a second address be heard",
    caughtBy: "T11",
    words: /nothing came from the other address/,
    lie: (transport) => {
      const all = new Set<string>();
      return {
        ...transport,
        subscribe(options, handler) {
          for (const address of options.addresses) all.add(address);
          return transport.subscribe({ ...options, addresses: [...all] }, handler);
        },
      };
    },
  },
  {
    what: "takes a failure for success",
    caughtBy: "T04",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) => withDeliveries(transport, (delivery, handle) => handle(delivery).catch(() => {})),
  },
  {
    what: "gives up after the second attempt",
    caughtBy: "T08",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) =>
      withDeliveries(transport, (delivery, handle) =>
        handle(delivery).catch((error) => {
          if (delivery.attempt < 2) throw error;
        }),
      ),
  },
  {
    what: "keeps no order",
    caughtBy: "T05",
    words: /the second of the key came before the first was handled/,
    lie: (transport) => withOptions(transport, (options) => ({ ...options, order: "none" })),
  },
  {
    what: "forgets what is in the hands of those who close",
    caughtBy: "T07",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: forgetful,
  },
  {
    what: "forgets what is in the hands of those who abort",
    caughtBy: "T13",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: forgetful,
  },
  {
    what: "says stored of what it drops when it closes",
    caughtBy: "T10",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) => {
      let isClosing = false;
      return {
        ...transport,
        async publish(messages) {
          await Promise.resolve();
          return isClosing ? messages.map(() => ({ status: "stored" })) : transport.publish(messages);
        },
        close() {
          isClosing = true;
          return transport.close();
        },
      };
    },
  },
  {
    what: "never aborts a signal",
    caughtBy: "T12",
    words: /Expected values to be strictly deep-equal/,
    lie: (transport) =>
      withDeliveries(transport, (delivery, handle) =>
        handle({ ...delivery, signal: new AbortController().signal }),
      ),
  },
  {
    what: "begins with what is new, whatever is asked",
    caughtBy: "T14",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) => withOptions(transport, (options) => ({ ...options, from: "new" })),
  },
  {
    what: "gives every member every message",
    caughtBy: "T16",
    words: /the members share/,
    lie: (transport) => {
      let members = 0;
      return {
        ...transport,
        subscribe(options, handler) {
          members += 1;
          const group = `${options.group}-${members}`;
          return transport.subscribe({ ...options, group }, (delivery) =>
            handler({ ...delivery, group: options.group }),
          );
        },
      };
    },
  },
  {
    what: "is healthy, whatever happens",
    caughtBy: "T17",
    words: /closed/,
    lie: (transport) => ({ ...transport, health: async () => ({ status: "healthy" }) }),
  },
  {
    what: "answers for some messages only",
    caughtBy: "T18",
    words: /there is a result for each message/,
    lie: (transport) => ({
      ...transport,
      publish: async (messages) => (await transport.publish(messages)).slice(0, 1_000),
    }),
  },
  {
    what: "reads the first of several addresses only",
    caughtBy: "T20",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) =>
      withOptions(transport, (options) => ({ ...options, addresses: options.addresses.slice(0, 1) })),
  },
  {
    what: "goes on after closing",
    caughtBy: "T21",
    words: /deliveries after close was called/,
    lie: (transport) => ({
      ...transport,
      async subscribe(options, handler) {
        const subscription = await transport.subscribe(options, handler);
        return { ...subscription, resize() {}, close: async () => {}, closed: subscription.closed };
      },
    }),
  },
  {
    what: "trims header values",
    caughtBy: "T22",
    words: /white-space/,
    lie: (transport) =>
      withDeliveries(transport, (delivery, handle) => {
        const trimmed = Object.entries(delivery.headers).map(([name, value]) => [name, value.trim()]);
        return handle({ ...delivery, headers: Object.fromEntries(trimmed) });
      }),
  },
  {
    what: "hands the same object out again",
    caughtBy: "T23",
    words: /all three saw the same/,
    lie: (transport) => {
      const known = new Map<string, Delivery>();
      return withDeliveries(transport, (delivery, handle) => {
        const first = known.get(delivery.position) ?? { ...delivery };
        known.set(delivery.position, first);
        return handle({
          ...first,
          group: delivery.group,
          attempt: delivery.attempt,
          signal: delivery.signal,
        });
      });
    },
  },
  {
    what: "does not wait for handlers when it closes",
    caughtBy: "T24",
    words: /it closed while a handler was running/,
    lie: (transport) => ({
      ...transport,
      async subscribe(options, handler) {
        const subscription = await transport.subscribe(options, handler);
        const { closed } = subscription;
        return { resize() {}, close: () => subscription.close({ graceMs: 0 }), closed };
      },
    }),
  },
  {
    what: "waits forever for a handler that never ends",
    caughtBy: "T25",
    words: new RegExp(`never handled ${anEvent}`),
    inVain: true,
    lie: (transport) => withOptions(transport, (options) => ({ ...options, redeliverAfterMs: 100_000_000 })),
  },
  {
    what: "hands out more than is asked for",
    caughtBy: "T26",
    words: /two are open/,
    inVain: true,
    lie: (transport) => withOptions(transport, (options) => ({ ...options, maxInFlight: 100 })),
  },
  {
    what: "hands out more than a slow reader asked for",
    caughtBy: "T33",
    words: /\d+ were in its hands, and it asked for 8/,
    lie: (transport) => withOptions(transport, (options) => ({ ...options, maxInFlight: 100 })),
  },
  {
    what: "refuses less than it says",
    caughtBy: "T27",
    words: /Expected values to be strictly deep-equal/,
    lie: (transport) =>
      withCapabilities(transport, ({ limits }) => ({
        limits: { ...limits, messageBytes: limits.messageBytes - 10 },
      })),
  },
  {
    what: "refuses what must fit everywhere",
    caughtBy: "T27",
    words: /CloudEvents wants 64 KiB of event to fit/,
    lie: (transport) =>
      withCapabilities(transport, ({ limits }) => ({ limits: { ...limits, messageBytes: 60_000 } })),
  },
  {
    what: "does not count attempts",
    caughtBy: "T28",
    words: new RegExp(anEvent),
    inVain: true,
    lie: (transport) => withDeliveries(transport, (delivery, handle) => handle({ ...delivery, attempt: 1 })),
  },
  {
    what: "hands out fewer than asked for",
    caughtBy: "T19",
    words: /two batches are full/,
    inVain: true,
    lie: (transport) => withOptions(transport, (options) => ({ ...options, maxInFlight: 2 })),
  },
  {
    what: "hands out no hundred at once",
    caughtBy: "T29",
    words: /all were tried for the first time/,
    inVain: true,
    lie: (transport) => withOptions(transport, (options) => ({ ...options, maxInFlight: 99 })),
  },
  {
    what: "shows other bytes than came",
    caughtBy: "T30",
    words: /the original bytes/,
    lie: (transport) =>
      withDeliveries(transport, (delivery, handle) =>
        handle({ ...delivery, raw: { ...delivery.raw, body: crypto.getRandomValues(new Uint8Array(8)) } }),
      ),
  },
  {
    what: "loses the headers of raw messages",
    caughtBy: "T31",
    words: /it has failed again/,
    inVain: true,
    lie: (transport) => ({
      ...transport,
      publish: (messages) =>
        transport.publish(messages.map((each) => ("raw" in each ? { ...each, headers: {} } : each))),
    }),
  },
  {
    what: "stores duplicates that it promises to find",
    caughtBy: "T32",
    words: /isDuplicate/,
    lie: (transport) => withCapabilities(transport, () => ({ dedupeWindowMs: 1_000 })),
  },
];

type Handle = (delivery: Delivery) => Promise<void>;

function withDeliveries(
  transport: Transport,
  lie: (delivery: Delivery, handle: Handle, count: number) => Promise<void>,
): Transport {
  let count = 0;
  return {
    ...transport,
    subscribe: (options, handler) =>
      transport.subscribe(options, (delivery) => {
        count += 1;
        return lie(delivery, async (each) => handler(each), count);
      }),
  };
}

function withEvents(
  transport: Transport,
  lie: (event: EventMessage["event"]) => EventMessage["event"],
): Transport {
  return withDeliveries(transport, (delivery, handle) => {
    const { event } = delivery.content;
    return handle(event === undefined ? delivery : { ...delivery, content: { event: lie(event) } });
  });
}

function withOptions(
  transport: Transport,
  lie: (options: Parameters<Transport["subscribe"]>[0]) => Parameters<Transport["subscribe"]>[0],
): Transport {
  return {
    ...transport,
    subscribe: (options, handler) => transport.subscribe(lie(options), handler),
  };
}

function withCapabilities(
  transport: Transport,
  lie: (capabilities: TransportCapabilities) => Partial<TransportCapabilities>,
): Transport {
  const { capabilities } = transport;
  return { ...transport, capabilities: { ...capabilities, ...lie(capabilities) } };
}

/** Whoever leaves takes along what is in its hands. */
function forgetful(transport: Transport): Transport {
  return {
    ...transport,
    async subscribe(options, handler) {
      const leave = Promise.withResolvers<void>();
      const { signal, ...others } = options;
      const subscription = await transport.subscribe(others, (delivery) =>
        Promise.race([handler(delivery), leave.promise]),
      );
      const close = (closing?: { readonly graceMs?: number }) => {
        const closed = subscription.close({ ...closing, graceMs: 10_000 });
        leave.resolve();
        return closed;
      };
      signal?.addEventListener("abort", () => void close());
      return { resize: (count) => subscription.resize(count), close, closed: subscription.closed };
    },
  };
}
