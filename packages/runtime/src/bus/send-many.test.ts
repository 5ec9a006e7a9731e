import type { CloudEvent } from "@concordat/cloudevents";
import type { ConcordatError } from "@concordat/errors";
import { expect, test } from "vitest";
import { busErrors } from "../errors.ts";
import { createSampleEvent } from "../fakes/delivery.ts";
import type { OutgoingMessage, PublishResult } from "../ports/transport.ts";
import type { EventDraft } from "./events.ts";
import { type SendManyParts, sendMany } from "./send-many.ts";
import type { SendResult } from "./send-result.ts";

const drafts = (count: number) =>
  Array.from({ length: count }, (_, index) => createSampleEvent({ id: String(index) }));

const depart: SendManyParts["depart"] = (draft: EventDraft) => {
  const event = createSampleEvent(draft as CloudEvent);
  if (event.id.startsWith("bad")) {
    const error = busErrors.EVENT_INVALID({ id: event.id, type: event.type, violations: [] });
    return { result: { status: "refused", event, error } };
  }
  const arrive = ({ status }: PublishResult): SendResult =>
    status === "stored"
      ? { status, event }
      : {
          status,
          event,
          error: busErrors.SEND_UNKNOWN({ event, address: "a", reason: "lost" }),
        };
  const stay = (error: ConcordatError): SendResult => ({ status: "refused", event, error });
  return { event, message: { address: "a", event }, arrive, stay };
};

const store = async (messages: readonly OutgoingMessage[]): Promise<PublishResult[]> =>
  messages.map(() => ({ status: "stored" }));

test("a long list goes in chunks, and each event has its result in its place", async () => {
  const sizes: number[] = [];
  const publish = (messages: readonly OutgoingMessage[]) => {
    sizes.push(messages.length);
    return store(messages);
  };

  const report = await sendMany(drafts(10_000), { chunk: 300 }, { depart, publish });

  expect(report).toMatchObject({ stored: 10_000, refused: 0, unknown: 0 });
  expect(report.results.map(({ event }) => event.id)).toEqual(drafts(10_000).map(({ id }) => id));
  expect(sizes).toEqual([...Array<number>(33).fill(300), 100]);
});

test("what is invalid is refused, and takes no other with it", async () => {
  const list = drafts(100).map((event, index) =>
    index % 10 === 3 ? createSampleEvent({ id: `bad${index}` }) : event,
  );

  const report = await sendMany(list, {}, { depart, publish: store });

  expect(report).toMatchObject({ stored: 90, refused: 10, unknown: 0 });
  expect(report.results.flatMap(({ status }, index) => (status === "refused" ? [index] : []))).toEqual([
    3, 13, 23, 33, 43, 53, 63, 73, 83, 93,
  ]);
});

test("an unknown outcome is counted as what it is", async () => {
  const publish = async (messages: readonly OutgoingMessage[]): Promise<PublishResult[]> =>
    messages.map((_, index) =>
      index === 1 ? { status: "unknown", error: new Error("lost") } : { status: "stored" },
    );

  const report = await sendMany(drafts(3), {}, { depart, publish });

  expect(report).toMatchObject({ stored: 2, refused: 0, unknown: 1 });
  expect(report.results[1]).toMatchObject({ status: "unknown", error: { code: "SEND_UNKNOWN" } });
});

test("so many publishes are under way at once, and no more", async () => {
  let now = 0;
  let most = 0;
  const publish = async (messages: readonly OutgoingMessage[]) => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    return store(messages);
  };

  await sendMany(drafts(100), { chunk: 5, concurrency: 4 }, { depart, publish });

  expect(most).toBe(4);
});

test("asked to stop, it sends nothing after a failure, and says so of each event", async () => {
  const list = [...drafts(4), createSampleEvent({ id: "bad" }), ...drafts(5)];

  const report = await sendMany(
    list,
    { chunk: 2, concurrency: 1, stopOnError: true },
    { depart, publish: store },
  );

  expect(report).toMatchObject({ stored: 4, refused: 6 });
  expect(
    report.results
      .slice(5)
      .every((result) => result.status === "refused" && result.error.code === "SEND_STOPPED"),
  ).toBe(true);
});

test.each([
  ["chunk", 0],
  ["chunk", 0.5],
  ["chunk", -1],
  ["chunk", Number.NaN],
  ["concurrency", 0],
  ["concurrency", Number.NaN],
  ["concurrency", Number.POSITIVE_INFINITY],
])("a %s of %d makes no sense, and nothing is sent", async (option, value) => {
  const sent: unknown[] = [];
  const publish = (messages: readonly OutgoingMessage[]) => {
    sent.push(...messages);
    return store(messages);
  };

  await expect(sendMany(drafts(3), { [option]: value }, { depart, publish })).rejects.toMatchObject({
    code: "RUNTIME_OPTION",
    params: { option: `send.${option}` },
  });
  expect(sent).toEqual([]);
});
