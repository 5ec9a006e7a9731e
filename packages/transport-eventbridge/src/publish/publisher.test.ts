import { createEvent } from "@concordat/cloudevents";
import { type OutgoingMessage, type PublishResult, systemClock, type Transport } from "@concordat/runtime";
import { afterEach, expect, test } from "vitest";
import type { PutEntry } from "../driver/driver.ts";
import type { EventBridgeTransportOptions } from "../options.ts";
import { type Answer, type ScriptedAws, startScriptedAws } from "../testing/scripted-aws.ts";
import { underTest } from "../testing/under-test.ts";

let closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers) await close();
  closers = [];
});

async function open(
  answer: Parameters<typeof startScriptedAws>[0] = () => undefined,
  options: EventBridgeTransportOptions = {},
): Promise<{ readonly aws: ScriptedAws; readonly transport: Transport }> {
  const aws = await startScriptedAws(answer);
  const transport = await underTest.open({ url: aws.url }, options);
  closers.push(
    () => transport.close(),
    () => aws.close(),
  );
  return { aws, transport };
}

function message(id: string, key?: string, data: unknown = {}): OutgoingMessage {
  const event = createEvent({ id, source: "/shop", type: "com.example.order.placed", data });
  return key === undefined ? { address: "orders", event } : { address: "orders", key, event };
}

const idOf = ({ Detail }: PutEntry): string => JSON.parse(Detail).cloudEvents.id;
const idsOf = ({ requests }: ScriptedAws) => requests.map((entries) => entries.map(idOf));
const statusesOf = (results: readonly PublishResult[]) => results.map(({ status }) => status).join(" ");
const codeOf = (result: PublishResult | undefined) =>
  result !== undefined && "error" in result ? (result.error as { code?: string }).code : undefined;

test("25 events ride in requests of 10, 10 and 5, and each has the id that AWS gave it", async () => {
  const { aws, transport } = await open();

  const results = await transport.publish(Array.from({ length: 25 }, (_, index) => message(`${index}`)));

  expect(aws.requests.map(({ length }) => length)).toEqual([10, 10, 5]);
  expect(results[24]).toEqual({ status: "stored", position: "3-4" });
});

test("what is published one by one in one turn rides together", async () => {
  const { aws, transport } = await open();

  await Promise.all(["1", "2", "3"].map((id) => transport.publish([message(id)])));

  expect(idsOf(aws)).toEqual([["1", "2", "3"]]);
});

test("a request is no larger than AWS takes", async () => {
  const { aws, transport } = await open();
  const large = "x".repeat(100_000);

  await transport.publish(["1", "2", "3"].map((id) => message(id, undefined, large)));

  expect(idsOf(aws)).toEqual([["1", "2"], ["3"]]);
});

test("only the entries that failed are sent again", async () => {
  const answers: Answer[] = [
    { entries: ["ok", "ThrottlingException", "ok", "InternalFailure"] },
    { entries: ["ok", "ThrottlingException"] },
  ];
  const { aws, transport } = await open((_, request) => answers[request - 1]);

  const results = await transport.publish(["1", "2", "3", "4"].map((id) => message(id)));

  expect(idsOf(aws)).toEqual([["1", "2", "3", "4"], ["2", "4"], ["4"]]);
  expect(statusesOf(results)).toBe("stored stored stored stored");
});

test("while an entry of a key is tried again, nothing of that key overtakes it, and other keys go on", async () => {
  const { aws, transport } = await open(
    (entries, request) => (request === 1 ? { entries: entries.map(() => "ThrottlingException") } : undefined),
    { requestsAtOnce: 1 },
  );

  const first = transport.publish([message("a1", "a"), message("a2", "a")]);
  await new Promise((resolve) => setImmediate(resolve));
  const others = [message("a3", "a"), message("b1", "b")].map((each) => transport.publish([each]));
  await Promise.all([first, ...others]);

  const sent = idsOf(aws).flat();
  expect(sent.slice(0, 2)).toEqual(["a1", "a2"]);
  expect(sent.slice(2).filter((id) => id.startsWith("a"))).toEqual(["a1", "a2", "a3"]);
  expect(sent.filter((id) => id === "b1")).toHaveLength(1);
});

test("no two requests under way carry messages of one key", async () => {
  const gate = Promise.withResolvers<Answer | undefined>();
  let underWay = 0;
  const { aws, transport } = await open(async (_, request) => {
    underWay += 1;
    return request === 1 ? gate.promise : undefined;
  });

  const first = transport.publish([message("a1", "a")]);
  await expect.poll(() => underWay).toBe(1);
  const second = transport.publish([message("a2", "a")]);
  await transport.publish([message("b1", "b")]);
  expect(idsOf(aws)).toEqual([["a1"], ["b1"]]);
  gate.resolve(undefined);
  await Promise.all([first, second]);

  expect(idsOf(aws)).toEqual([["a1"], ["b1"], ["a2"]]);
});

test("what AWS refuses is refused, with its code, and nobody else's trouble", async () => {
  const { transport } = await open(() => ({ entries: ["ok", "NotAuthorizedForSourceException"] }));

  const results = await transport.publish([message("1"), message("2")]);

  expect(statusesOf(results)).toBe("stored refused");
  expect(results[1]).toMatchObject({
    error: {
      code: "EVENTBRIDGE_REFUSED",
      message: "AWS refused a message for orders: NotAuthorizedForSourceException: as planned",
    },
  });
});

test("a request that is refused for one of its entries is sent one by one", async () => {
  const { aws, transport } = await open((entries) =>
    entries.some((entry) => idOf(entry) === "bad") ? { status: 400, code: "ValidationException" } : undefined,
  );

  const results = await transport.publish(["1", "bad", "3"].map((id) => message(id, "k")));

  expect(statusesOf(results)).toBe("stored refused stored");
  expect(idsOf(aws)).toEqual([["1", "bad", "3"], ["1"], ["bad"], ["3"]]);
});

test("without permission everything is refused, and asked once", async () => {
  const { aws, transport } = await open(() => ({ status: 400, code: "AccessDeniedException" }));

  const results = await transport.publish([message("1"), message("2")]);

  expect(results.map(codeOf)).toEqual(["EVENTBRIDGE_REFUSED", "EVENTBRIDGE_REFUSED"]);
  expect(aws.requests).toHaveLength(1);
});

test.each(["reset", "cut off"] as const)(
  "an answer that is lost (%s) leaves it unknown, and it is not sent again",
  async (lost) => {
    const { aws, transport } = await open(() => lost);

    const [result] = await transport.publish([message("1")]);

    expect(result?.status).toBe("unknown");
    expect(codeOf(result)).toBe("TRANSPORT_NO_ANSWER");
    expect(aws.requests).toHaveLength(1);
  },
);

test("an answer that does not come in time leaves it unknown, and what waited behind it was never sent", async () => {
  const { aws, transport } = await open(() => "silence", { publishTimeoutMs: 300, requestsAtOnce: 1 });

  const results = await transport.publish([message("1", "a"), message("2", "a")]);
  expect(statusesOf(results)).toBe("unknown unknown");

  const first = transport.publish([message("3", "a")]);
  await expect.poll(() => aws.requests.length).toBe(2);
  const behind = transport.publish([message("4", "a")]);
  expect((await first).map(({ status }) => status)).toEqual(["unknown"]);
  expect((await behind).map(codeOf)).toEqual(["TRANSPORT_NO_ANSWER"]);
});

test("a service that is away takes nothing, and that is certain", async () => {
  const { aws, transport } = await open(undefined, { publishTimeoutMs: 300 });
  await aws.close();

  const [result] = await transport.publish([message("1")]);

  expect(result).toMatchObject({ status: "refused", error: { code: "TRANSPORT_UNREACHABLE" } });
  expect((result as { error: Error }).error.message).toContain("ECONNREFUSED");
});

test("what AWS says it does not know is unknown when the time is over", async () => {
  const { transport } = await open(() => ({ status: 500, code: "InternalFailure" }), {
    publishTimeoutMs: 300,
  });

  const [result] = await transport.publish([message("1")]);

  expect(result?.status).toBe("unknown");
});

test("a full buffer lets the next calls wait for room, in turn", async () => {
  const gate = Promise.withResolvers<Answer | undefined>();
  const { aws, transport } = await open((_, request) => (request === 1 ? gate.promise : undefined), {
    bufferBytes: 1,
  });

  const publishing = ["1", "2", "3"].map((id) => transport.publish([message(id)]));
  await expect.poll(() => aws.requests.length).toBe(1);
  gate.resolve(undefined);
  const results = await Promise.all(publishing);

  expect(statusesOf(results.flat())).toBe("stored stored stored");
  expect(idsOf(aws)).toEqual([["1"], ["2"], ["3"]]);
});

test("what waits for room until its time is over is refused, since it was never sent", async () => {
  // Their time is over at the same moment: what has a little left when the first gives way is sent.
  let stopped: number | undefined = performance.now();
  const clock = { ...systemClock, monotonic: () => stopped ?? performance.now() };
  const { aws, transport } = await open(() => "silence", { bufferBytes: 1, publishTimeoutMs: 300, clock });

  const publishing = ["1", "2", "3"].map((id) => transport.publish([message(id)]));
  stopped = undefined;

  expect(statusesOf((await Promise.all(publishing)).flat())).toBe("unknown refused refused");
  expect(idsOf(aws)).toEqual([["1"]]);
});

test("closing waits for what is under way, and takes nothing any more", async () => {
  const gate = Promise.withResolvers<Answer | undefined>();
  const { aws, transport } = await open(() => gate.promise);

  const publishing = transport.publish([message("1")]);
  await expect.poll(() => aws.requests.length).toBe(1);
  const closing = transport.close();
  await expect(transport.publish([message("2")])).rejects.toMatchObject({ code: "TRANSPORT_CLOSED" });
  gate.resolve(undefined);
  await closing;

  expect(statusesOf(await publishing)).toBe("stored");
});
