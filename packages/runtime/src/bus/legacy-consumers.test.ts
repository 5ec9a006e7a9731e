import { type CloudEvent, messagesOf, wrapHandler } from "@concordat/cloudevents";
import { expect, onTestFinished, test } from "vitest";
import { createMemoryTransport } from "../memory/memory-transport.ts";
import { createBus } from "./create-bus.ts";

const type = "com.foundry.oms.objecttype.created";

test("an old consumer behind the compatibility layer gets the shape that it knows", async () => {
  const bus = createBus({ transport: createMemoryTransport(), source: "/oms/main" });
  onTestFinished(() => bus.close());
  const seen = Promise.withResolvers<unknown>();
  await bus.consume("old", { [type]: wrapHandler((legacy) => seen.resolve(legacy)) });

  await bus.send({ type, id: "1", branch: "main", data: { name: "User" } });

  expect(await seen.promise).toMatchObject({
    specversion: "1.0",
    type: "objecttype.created",
    source: "/oms/main",
    id: "1",
    ce_branch: "main",
    data: { name: "User" },
  });
});

test("in dual mode one publish reaches an old and a new subscriber, each in its format", async () => {
  const transport = createMemoryTransport();
  onTestFinished(() => transport.close());
  const old = Promise.withResolvers<unknown>();
  const current = Promise.withResolvers<CloudEvent | undefined>();
  await transport.subscribe({ group: "old", addresses: ["legacy"] }, async ({ raw }) => {
    old.resolve(JSON.parse(Buffer.from(raw.body).toString()));
  });
  await transport.subscribe({ group: "new", addresses: ["events"] }, async ({ content }) =>
    current.resolve(content.event),
  );
  const event: CloudEvent = {
    specversion: "1.0",
    id: "1",
    source: "/oms/main",
    type,
    branch: "main",
    datacontenttype: "application/json",
    data: { name: "User" },
  };

  await transport.publish(
    messagesOf(event, "dual").map(({ format, message }) =>
      format === "enhanced"
        ? { address: "events", event: message }
        : { address: "legacy", raw: { headers: {}, body: Buffer.from(JSON.stringify(message)) } },
    ),
  );

  expect(await current.promise).toEqual(event);
  expect(await old.promise).toMatchObject({ type: "objecttype.created", ce_branch: "main", id: "1" });
});
