import type { DataVerdict } from "@concordat/cloudevents";
import { expect, expectTypeOf, test } from "vitest";
import type { MadeEvent } from "../bus/made-event.ts";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import type { ContractBus } from "./contract-bus.ts";
import { createContractBus } from "./create-contract-bus.ts";
import { defineEventContract, type ReceivedEvent } from "./event-contract.ts";
import { type ContractEntry, type Handlers, ignoring } from "./handlers.ts";

type Placed = { readonly orderId: string; readonly total: number };
type Paid = { readonly orderId: string };

/** Outgoing, nothing but these members; incoming, at least these. */
function judge(members: Readonly<Record<string, string>>, isOpen: boolean): (data: unknown) => DataVerdict {
  return (data) => {
    const given = (data ?? {}) as Record<string, unknown>;
    const wrong = Object.keys({ ...members, ...given }).filter(
      (name) => (!isOpen || name in members) && typeof given[name] !== members[name],
    );
    if (wrong.length === 0) return { valid: true };
    return {
      valid: false,
      problems: wrong.map((name) => ({ pointer: `/${name}`, message: `/${name} is wrong` })),
    };
  };
}

function contract<Type extends string, Data>(type: Type, members: Readonly<Record<string, string>>) {
  return defineEventContract<Type, Data>({
    type,
    dataschema: `https://schemas.example/${type}`,
    validateOutgoing: judge(members, false),
    validateIncoming: judge(members, true),
  });
}

const placed = contract<"order.placed", Placed>("order.placed", { orderId: "string", total: "number" });
const paid = contract<"order.paid", Paid>("order.paid", { orderId: "string" });

const table: {
  readonly placed: ContractEntry<"order.placed", Placed>;
  readonly paid: ContractEntry<"order.paid", Paid>;
} = {
  placed: { type: "order.placed", address: "orders", key: "/orderId", load: async () => placed },
  paid: { type: "order.paid", load: async () => paid },
};

const ignoreOthers = ignoring(table);
const open = () => createContractBus(table, { transport: createMemoryTransport(), source: "/shop" });

test("a constructor makes an event that is whole but for its source, and judges its data", () => {
  const event = placed({ orderId: "1", total: 2 }, { subject: "order/1" });

  expect(event).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    time: expect.stringMatching(/Z$/),
    type: "order.placed",
    datacontenttype: "application/json",
    dataschema: "https://schemas.example/order.placed",
    subject: "order/1",
    data: { orderId: "1", total: 2 },
  });
  expect(() => placed({ orderId: "1", total: 2, colour: "red" } as never)).toThrow("/data/colour is wrong");
  expectTypeOf(event).toEqualTypeOf<MadeEvent<"order.placed", Placed>>();
});

test("with a source it makes CloudEvents that are whole", () => {
  const place = placed.from("/shop");

  expect(place({ orderId: "1", total: 2 })).toMatchObject({
    specversion: "1.0",
    source: "/shop",
    data: { total: 2 },
  });
  expect(() => place({ orderId: "1" } as never)).toThrow("/data/total is wrong");
});

test("each handler gets the events of its type, at the document's address, in the order of the contract's key", async () => {
  await using bus = open();
  const seen: string[] = [];
  await bus.consume("mail", {
    placed: (event, context) => {
      expectTypeOf(event).toEqualTypeOf<ReceivedEvent<"order.placed", Placed>>();
      seen.push(`${context.address} ${context.key} ${event.data.total}`);
    },
    paid: (event, context) => void seen.push(`${context.address} ${context.key} ${event.data.orderId}`),
  });

  await bus.send(placed({ orderId: "1", total: 2 }, { subject: "order/1" }));
  const report = await bus.sendMany([paid({ orderId: "1" }, { subject: "order/1" })]);

  await expect.poll(() => seen).toEqual(["orders 1 2", "order.paid order/1 1"]);
  expect(report.stored).toBe(1);
});

test("a handler may be left out only where it is said", async () => {
  await using bus = open();
  // @ts-expect-error: `paid` is missing
  await bus.consume("mail", { placed: () => {} });
  await bus.consume("mail", { ...ignoreOthers, placed: () => {} });
  // @ts-expect-error: what stands before the spread is overwritten
  await expect(bus.consume("mail", { placed: () => {}, ...ignoreOthers })).rejects.toThrow("names no type");
  // @ts-expect-error: no such event
  await expect(bus.consume("mail", { ...ignoreOthers, plaecd: () => {} })).rejects.toMatchObject({
    code: "CONTRACT_UNNAMED",
    message: 'the SDK has no event called plaecd (did you mean "placed"?)',
  });
});

test("one handler can take all types and tell them apart, to the last", async () => {
  await using bus = open();
  const seen: string[] = [];
  await bus.consumeEach("audit", (event) => {
    switch (event.type) {
      case "order.placed":
        return void seen.push(`placed ${event.data.total}`);
      case "order.paid":
        return void seen.push(`paid ${event.data.orderId}`);
      default:
        event satisfies never;
    }
  });

  await bus.sendMany([placed({ orderId: "1", total: 2 }), paid({ orderId: "1" })]);
  await expect.poll(() => seen.toSorted()).toEqual(["paid 1", "placed 2"]);
});

test("batches are of the types named", async () => {
  await using bus = open();
  const seen: number[] = [];
  await bus.consumeBatches("sums", {
    events: ["placed"],
    maxWaitMs: 1,
    handle: async (events) => {
      for (const { data } of events) seen.push(data.total);
    },
  });

  await bus.send(placed({ orderId: "1", total: 2 }));
  await expect.poll(() => seen).toEqual([2]);
});

test("what breaks its contract on the way in reaches no handler, and what nobody declared is let through", async () => {
  const transport = createMemoryTransport();
  await using bus = createContractBus(table, { transport, source: "/shop" });
  const seen: unknown[] = [];
  const raw = (id: string, data: unknown) => ({
    address: "orders",
    event: { specversion: "1.0" as const, id, source: "/else", type: "order.placed", data },
  });
  await bus.consume("mail", { ...ignoreOthers, placed: ({ data }) => void seen.push(data) });
  await transport.publish([
    raw("1", { orderId: 7, total: 2 }),
    raw("2", { orderId: "2", total: 2, colour: "red" }),
  ]);

  await expect.poll(() => seen).toEqual([{ orderId: "2", total: 2, colour: "red" }]);
});

test("what no constructor made is not sent", async () => {
  await using bus = open();

  // @ts-expect-error: it was not made by its constructor
  await expect(bus.send({ type: "order.paid", data: { orderId: "1" } })).rejects.toMatchObject({
    code: "EVENT_UNMADE",
  });
  await expect(bus.send(undefined as never)).rejects.toMatchObject({ code: "EVENT_UNMADE" });
});

test("an application sends and receives what is its own", async () => {
  await using bus = createContractBus<typeof table, "placed", "paid">(table, {
    transport: createMemoryTransport(),
    source: "/shop",
    receives: { mailer: ["paid"] },
    application: "mailer",
  });

  await bus.consume("mail", { paid: () => {} });
  // @ts-expect-error: another application sends it
  await bus.send(paid({ orderId: "1" }));
});

test("an application that the document does not know is refused, and does not receive everything", () => {
  const transport = createMemoryTransport();
  for (const application of ["mailr", "constructor"])
    expect(() =>
      createContractBus(table, { transport, source: "/shop", receives: { mailer: ["paid"] }, application }),
    ).toThrow(expect.objectContaining({ code: "RUNTIME_OPTION" }));
});

test("an instance of a class is a map of handlers, too: its methods are called as its own", async () => {
  class Mailer {
    readonly sent: string[] = [];
    placed({ data }: ReceivedEvent<"order.placed", Placed>): void {
      this.sent.push(`placed ${data.orderId}`);
    }
    readonly paid = ({ data }: ReceivedEvent<"order.paid", Paid>) =>
      void this.sent.push(`paid ${data.orderId}`);
  }
  await using bus = open();
  const mailer = new Mailer();
  await bus.consume("mail", mailer);

  await bus.sendMany([placed({ orderId: "1", total: 2 }), paid({ orderId: "1" })]);
  await expect.poll(() => mailer.sent.toSorted()).toEqual(["paid 1", "placed 1"]);
});

test("what stands in a handler's place and is none is refused before anything is consumed", async () => {
  await using bus = open();

  // @ts-expect-error: no handler
  await expect(bus.consume("mail", { ...ignoreOthers, placed: undefined })).rejects.toMatchObject({
    code: "RUNTIME_OPTION",
    message: expect.stringContaining("handlers.placed"),
  });
});

test("an event that is called as what all objects inherit has no handler unless one is given", async () => {
  const odd = contract<"odd", Paid>("odd", { orderId: "string" });
  const named = { toString: { type: "odd" as const, load: async () => odd }, paid: table.paid };
  await using bus = createContractBus(named, { transport: createMemoryTransport(), source: "/shop" });

  await bus.consume("mail", { paid: () => {} } as never);
  await expect(bus.consume("mail", {} as never)).rejects.toThrow("names no type");
});

test("an application that receives nothing has nothing to consume", () => {
  type Sender = ContractBus<typeof table, "placed", never>;
  type Mailer = ContractBus<typeof table, never, "paid">;

  expectTypeOf<Parameters<Sender["consume"]>[1]>().toBeNever();
  expectTypeOf<Parameters<Mailer["send"]>[0]>().toBeNever();
  expectTypeOf<Parameters<Mailer["consume"]>[1]>().toEqualTypeOf<
    Handlers<{ readonly paid: (typeof table)["paid"] }>
  >();
});
