import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import { createRecordingLogger } from "../testing/recording-logger.ts";
import { Acknowledgements } from "./acknowledgements.ts";

type Told = (handles: readonly string[]) => Promise<readonly number[]>;

function setUp(answer: Told) {
  const clock = createFakeClock();
  const { logger, lines } = createRecordingLogger();
  const told: string[] = [];
  const deleteMessages = (_: string, handles: readonly string[]) => {
    told.push(handles.join(" "));
    return answer(handles);
  };
  const acknowledgements = new Acknowledgements({
    driver: { deleteMessages },
    queueUrl: "queue",
    clock,
    logger,
  });
  const untilIdle = async () => {
    let isIdle = false;
    acknowledgements.idle().then(() => {
      isIdle = true;
    });
    await expect
      .poll(async () => {
        await clock.advance(10_000);
        return isIdle;
      })
      .toBe(true);
  };
  return { acknowledgements, told, lines, untilIdle };
}

test("what is handled in one turn is told together, ten at a time", async () => {
  const { acknowledgements, told, untilIdle } = setUp(async () => []);
  for (let index = 1; index <= 12; index += 1) acknowledgements.add(`${index}`);

  await untilIdle();

  expect(told).toEqual(["1 2 3 4 5 6 7 8 9 10", "11 12"]);
});

test("what is handled while a request is under way rides in the next one", async () => {
  const gate = Promise.withResolvers<readonly number[]>();
  const { acknowledgements, told, untilIdle } = setUp(async ([first]) => (first === "1" ? gate.promise : []));
  acknowledgements.add("1");
  await expect.poll(() => told).toEqual(["1"]);
  for (const handle of ["2", "3"]) acknowledgements.add(handle);
  gate.resolve([]);

  await untilIdle();

  expect(told).toEqual(["1", "2 3"]);
});

test("those that failed are told again, and the others not", async () => {
  let requests = 0;
  const { acknowledgements, told, untilIdle, lines } = setUp(async () => {
    requests += 1;
    return requests === 1 ? [1] : [];
  });
  for (const handle of ["1", "2", "3"]) acknowledgements.add(handle);

  await untilIdle();

  expect(told).toEqual(["1 2 3", "2"]);
  expect(lines).toEqual([]);
});

test("a queue that cannot be told is tried five times, and then a person hears of it", async () => {
  const { acknowledgements, told, untilIdle, lines } = setUp(async () => {
    throw new Error("away");
  });
  acknowledgements.add("1");

  await untilIdle();

  expect(told).toHaveLength(5);
  expect(lines.filter(({ level }) => level === "warn")).toMatchObject([
    { message: expect.stringContaining("come again"), fields: { queueUrl: "queue", messages: 1 } },
  ]);
});
