import { expect, test } from "vitest";
import { createSampleEvent } from "../fakes/delivery.ts";
import { createFakeClock } from "../fakes/fake-clock.ts";
import type { PublishResult } from "../ports/transport.ts";
import { createPublishWithin } from "./publish-within.ts";

const message = { address: "a", event: createSampleEvent() };

function setUp() {
  const clock = createFakeClock();
  const answers: ((results: PublishResult[]) => void)[] = [];
  const transport = {
    publish: () => new Promise<PublishResult[]>((resolve) => answers.push(resolve)),
  };
  const publish = createPublishWithin({ transport, clock, timeoutMs: 1000 });
  const settled: string[] = [];
  const begin = (name: string) =>
    void publish([message]).then(([result]) => settled.push(`${name} ${result?.status}`));
  return { clock, answers, settled, begin };
}

test("each publish has its own time, though one alarm is for all", async () => {
  const { clock, settled, begin } = setUp();
  begin("first");
  await clock.advance(400);
  begin("second");

  await clock.advance(600);
  expect(settled).toEqual(["first unknown"]);
  await clock.advance(399);
  expect(settled).toEqual(["first unknown"]);
  await clock.advance(1);
  expect(settled).toEqual(["first unknown", "second unknown"]);
});

test("what was answered in time is not late when the alarm rings for another", async () => {
  const { clock, answers, settled, begin } = setUp();
  begin("first");
  await clock.advance(500);
  begin("second");
  answers[0]?.([{ status: "stored" }]);

  await clock.advance(1500);

  expect(settled).toEqual(["first stored", "second unknown"]);
});

test("after a time of silence the alarm is set again", async () => {
  const { clock, answers, settled, begin } = setUp();
  begin("first");
  answers[0]?.([{ status: "stored" }]);
  await clock.advance(5000);

  begin("second");
  await clock.advance(1000);

  expect(settled).toEqual(["first stored", "second unknown"]);
});

test("a transport that throws at once is one that rejects", async () => {
  const transport = {
    publish: () => {
      throw new Error("no such thing");
    },
  };
  const publish = createPublishWithin({ transport, clock: createFakeClock(), timeoutMs: 1000 });

  expect(await publish([message])).toMatchObject([
    { status: "unknown", error: { message: "no such thing" } },
  ]);
});
