import type { Delivery } from "@concordat/runtime";
import { describeWithService } from "@concordat/test-services/vitest";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, headers } from "@nats-io/transport-node";
import { expect, onTestFinished, test } from "vitest";
import { openNatsTransport } from "./open.ts";

const event = {
  specversion: "1.0",
  id: "e 1",
  source: "/shop",
  type: "com.example.order.placed",
  subject: "größe/1",
  datacontenttype: "application/json",
  data: { total: 12.5, note: "尺寸" },
} as const;

/** Plain clients, as a service without Concordat has them, meet ours at a stream that exists already. */
describeWithService("nats", (nats) => {
  async function meet() {
    const name = nats().uniqueName("foreign");
    const address = `${name}.placed`;
    const connection = await connect({ servers: nats().url });
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name, subjects: [`${name}.>`] });
    const transport = await openNatsTransport({ servers: [nats().url] });
    onTestFinished(async () => {
      await transport.close();
      await manager.streams.delete(name);
      await connection.close();
    });
    return { name, address, connection, transport, client: jetstream(connection) };
  }

  test("a plain client reads a standard CloudEvent in binary mode", async () => {
    const { name, address, transport, client } = await meet();
    const [result] = await transport.publish([
      { address, key: "größe", event, headers: { note: "two words" } },
    ]);
    expect(result).toEqual({ status: "stored", position: "1" });

    const consumer = await client.consumers.get(name);
    const message = await consumer.next();

    expect(message?.subject).toBe(address);
    expect(message?.json()).toEqual(event.data);
    const found = Object.fromEntries(
      [...(message?.headers ?? [])].map(([header, values]) => [header, values.join()]),
    );
    expect(found).toEqual({
      "ce-specversion": "1.0",
      "ce-id": "e%201",
      "ce-source": "/shop",
      "ce-type": "com.example.order.placed",
      "ce-subject": "gr%C3%B6%C3%9Fe/1",
      "ce-datacontenttype": "application/json",
      "concordat-key": "gr%C3%B6%C3%9Fe",
      note: "two%20words",
      "Nats-Msg-Id": `${address} /shop e%201`,
    });
  });

  test("a plain client reads one JSON document in structured mode", async () => {
    const { name, address, client } = await meet();
    const transport = await openNatsTransport({ servers: [nats().url], mode: "structured" });
    await transport.publish([{ address, event }]);
    await transport.close();

    const message = await (await client.consumers.get(name)).next();

    expect(message?.headers?.get("Content-Type")).toBe("application/cloudevents+json");
    expect(message?.json()).toEqual(event);
  });

  test("what plain clients write is read, in both modes and when it is no event", async () => {
    const { address, transport, connection, client } = await meet();
    const came: Delivery[] = [];
    await transport.subscribe(
      { group: "g", addresses: [address] },
      async (delivery) => void came.push(delivery),
    );

    const binary = headers();
    for (const [name, value] of Object.entries({
      "Ce-Specversion": "1.0",
      "ce-id": "1",
      "ce-source": "/python",
      "ce-type": "made",
      "ce-datacontenttype": "application/json",
      "X-Team": "größe",
    }))
      binary.set(name, value);
    await client.publish(address, JSON.stringify({ a: 1 }), { headers: binary });
    const structured = headers();
    structured.set("content-type", "application/cloudevents+json; charset=UTF-8");
    await client.publish(address, JSON.stringify({ ...event, id: "2" }), { headers: structured });
    const twice = headers();
    for (const value of ["1", "2"]) twice.append("ce-id", value);
    await client.publish(address, "no event", { headers: twice });
    connection.publish(address, "fired and forgotten");
    await expect.poll(() => came.length).toBe(4);

    expect(came[0]?.content.event).toMatchObject({ id: "1", source: "/python", data: { a: 1 } });
    expect(came[0]?.headers).toEqual({ "x-team": "größe" });
    expect(came[0]?.key).toBeUndefined();
    expect(came[1]?.content.event).toEqual({ ...event, id: "2" });
    expect(came[2]?.content.event).toBeUndefined();
    expect(came[2]?.content).toMatchObject({
      violations: expect.arrayContaining([expect.objectContaining({ code: "CE_HEADER_ENCODING" })]),
    });
    expect(came[3]?.content.event).toBeUndefined();
    expect(Buffer.from(came[3]?.raw.body ?? []).toString()).toBe("fired and forgotten");
  });

  test("a raw message goes on as it came, a header that stood twice included, and tells the server nothing", async () => {
    const { name, address, transport, client } = await meet();
    const raw = {
      headers: { "X-Twice": "one\r\ntwo", "x-odd": "größe\rx", "Nats-Rollup": "all", "concordat-key": "old" },
      body: Buffer.from("bytes"),
    };
    await transport.publish([{ address, event }]);
    const results = await transport.publish([{ address, raw, key: "new", headers: { "x-odd": "mine" } }]);
    expect(results).toEqual([{ status: "stored", position: "2" }]);

    const consumer = await client.consumers.get(name);
    await consumer.next();
    const message = await consumer.next();
    const found = [...(message?.headers ?? [])];
    expect(found).toEqual([
      ["X-Twice", ["one", "two"]],
      ["concordat-key", ["new"]],
      ["x-odd", ["mine"]],
    ]);
  });
});
