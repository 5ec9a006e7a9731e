import { Parser } from "@asyncapi/parser";
import { expect, test } from "vitest";
import { read, readUnjudged, testDocument } from "../testing/project.ts";

const documents = { "2.6": testDocument("parcels-v2.yaml"), "3.0": testDocument("parcels-v3.yaml") };

test("publish of 2.x is receive, and subscribe is send: the words speak of the others", () => {
  const { model } = readUnjudged({ "asyncapi.yaml": documents["2.6"] });

  expect(model?.operations.map(({ name, direction, channel }) => [name, direction, channel])).toEqual([
    ["takeOrder", "receive", "parcel.send.{country}"],
    ["tellMovement", "send", "parcel.moved"],
  ]);
});

test("a service described in 2.6 and in 3.0 gives one model", async () => {
  const [older, newer] = await Promise.all(
    Object.values(documents).map((text) => read({ "asyncapi.yaml": text })),
  );

  expect(older?.findings).toEqual([]);
  expect(newer?.findings).toEqual([]);
  // Two things are said differently and stay so: the version itself, and a parameter's words, which 2.x wraps in a schema.
  expect(older?.model).toEqual({
    ...newer?.model,
    info: { ...newer?.model?.info, asyncapi: "2.6.0" },
    channels: newer?.model?.channels.map((channel) => ({
      ...channel,
      parameters: channel.parameters.map(({ enum: words, ...parameter }) => ({
        ...parameter,
        schema: { type: "string", enum: words },
      })),
    })),
  });
});

test.each(Object.entries(documents))(
  "the official parser reads the same operations out of the %s document",
  async (_, text) => {
    const { model } = await read({ "asyncapi.yaml": text });
    const { document } = await new Parser().parse(text);
    const theirs = document?.operations().all() ?? [];

    expect(theirs).toHaveLength(2);
    expect(
      model?.operations.map(({ direction, channel, messages, bindings }) => ({
        direction,
        address: model.channels.find(({ name }) => name === channel)?.address,
        messages: messages
          .map((name) => model.messages.find((message) => message.name === name)?.says)
          .sort(),
        bindings,
      })),
    ).toEqual(
      theirs.map((operation) => ({
        direction: operation.isSend() ? "send" : "receive",
        address: operation.channels().all()[0]?.address(),
        messages: operation
          .messages()
          .all()
          .map((message) => message.name())
          .sort(),
        bindings: Object.fromEntries(
          operation
            .bindings()
            .all()
            .map((binding) => [binding.protocol(), binding.value()]),
        ),
      })),
    );
  },
);

test("a message has what its traits say, its default content type, and its correlation id", () => {
  const { model } = readUnjudged({ "asyncapi.yaml": documents["3.0"] });

  expect(model?.messages.find(({ name }) => name === "sendParcel")).toEqual({
    name: "sendParcel",
    says: "com.acme.parcel.send",
    title: "Send parcel",
    tags: [],
    bindings: {},
    extensions: {},
    contentType: "application/json",
    correlationId: "$message.header#/trace-id",
    examples: [],
    payload: {
      kind: "schema",
      dialect: "draft-07",
      schema: {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "object",
        required: ["country"],
        properties: { country: { type: "string" }, size: { $ref: "#/definitions/size" } },
        definitions: { size: { type: "number", exclusiveMinimum: 0 } },
      },
    },
    headers: {
      kind: "schema",
      dialect: "draft-07",
      schema: {
        $schema: "http://json-schema.org/draft-07/schema#",
        type: "object",
        properties: { "trace-id": { type: "string" } },
      },
    },
  });
});

test("what is no JSON Schema is carried along with its format", () => {
  const { model } = readUnjudged({ "asyncapi.yaml": documents["2.6"] });

  expect(model?.messages.find(({ name }) => name === "parcelLost")?.payload).toEqual({
    kind: "foreign",
    format: "application/vnd.apache.avro;version=1.9.0",
    schema: { type: "record", name: "Lost", fields: [] },
  });
});

test("a member that object and trait both have goes to the object in 3.x and to the trait in 2.x", () => {
  const components = `components:
  messageTraits: { t: { title: of the trait, x-a: { one: trait, two: trait } } }
`;
  const message = `{ title: own, x-a: { one: own }, payload: true, traits: [{ $ref: "#/components/messageTraits/t" }] }`;
  const older = readUnjudged({
    "asyncapi.yaml": `asyncapi: 2.6.0\ninfo: { title: P, version: "1" }\nchannels: { c: { publish: { message: ${message} } } }\n${components}`,
  });
  const newer = readUnjudged({
    "asyncapi.yaml": `asyncapi: 3.0.0\ninfo: { title: P, version: "1" }\nchannels: { c: { address: c, messages: { m: ${message} } } }\n${components}`,
  });
  const said = ({ model }: typeof older) =>
    model?.messages.map(({ title, extensions }) => [title, extensions["x-a"]]);

  expect(said(older)).toEqual([["of the trait", { one: "trait", two: "trait" }]]);
  expect(said(newer)).toEqual([["own", { one: "own", two: "trait" }]]);
});

test("operations without operationId and inline messages get names from what they do", () => {
  const { model } = readUnjudged({
    "asyncapi.yaml": `asyncapi: 2.6.0
info: { title: P, version: "1" }
channels:
  user/{id}/signed-up:
    parameters: { id: { schema: { type: string } } }
    subscribe: { message: { payload: { type: string } } }
    publish: { message: { oneOf: [{ payload: { type: string } }, { name: gone, payload: { type: string } }] } }
`,
  });

  expect(model?.operations.map(({ name, messages }) => [name, messages])).toEqual([
    ["receiveUserIdSignedUp", ["receiveUserIdSignedUpMessage1", "gone"]],
    ["sendUserIdSignedUp", ["sendUserIdSignedUpMessage"]],
  ]);
});

test("a reply names its channel and its messages", () => {
  const { model, findings } = readUnjudged({
    "asyncapi.yaml": `asyncapi: 3.0.0
info: { title: P, version: "1" }
channels:
  ask: { address: ask, messages: { question: { payload: { type: string } } } }
  answer: { address: null, messages: { yes: { payload: { const: true } }, no: { payload: { const: false } } } }
operations:
  ask:
    action: send
    channel: { $ref: "#/channels/ask" }
    reply:
      address: { location: $message.header#/replyTo }
      channel: { $ref: "#/channels/answer" }
`,
  });

  expect(findings).toEqual([]);
  expect(model?.operations[0]?.reply).toEqual({
    channel: "answer",
    address: "$message.header#/replyTo",
    messages: ["yes", "no"],
  });
  expect(model?.channels.map(({ address }) => address)).toEqual(["ask", null]);
});

test("no messages named means all of the channel, an empty list means none", () => {
  const { model } = readUnjudged({
    "asyncapi.yaml": `asyncapi: 3.0.0
info: { title: P, version: "1" }
channels: { c: { address: c, messages: { a: { payload: true }, b: { payload: true } } } }
operations:
  all: { action: send, channel: { $ref: "#/channels/c" } }
  one: { action: send, channel: { $ref: "#/channels/c" }, messages: [{ $ref: "#/channels/c/messages/b" }] }
  none: { action: send, channel: { $ref: "#/channels/c" }, messages: [] }
`,
  });

  expect(model?.operations.map(({ name, messages }) => [name, messages])).toEqual([
    ["all", ["a", "b"]],
    ["one", ["b"]],
    ["none", []],
  ]);
});

test("two messages of one key in different channels are told apart", () => {
  const { model } = readUnjudged({
    "asyncapi.yaml": `asyncapi: 3.0.0
info: { title: P, version: "1" }
channels:
  a: { address: a, messages: { changed: { payload: { const: 1 } } } }
  b: { address: b, messages: { changed: { payload: { const: 2 } } } }
`,
  });

  expect(model?.channels.map(({ messages }) => messages)).toEqual([["changed"], ["b.changed"]]);
});
