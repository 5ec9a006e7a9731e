import { systemClock } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import { expect, test } from "vitest";
import { NotSentError } from "../link/link.ts";
import { linkOptionsTo, serveRedis } from "../testing/played-server.ts";
import { respOf } from "../testing/resp-of.ts";
import { ReadingConnection } from "./reading-connection.ts";

const reading = (ids: string[]) => ({
  words: ["XREADGROUP"],
  shape: "streams" as const,
  entry: ({ id }: { readonly id: string }) => void ids.push(id),
});

const twoEntries = respOf([
  [
    "s",
    [
      ["1-0", ["a", "b"]],
      ["2-0", ["a", "b"]],
    ],
  ],
]);

/** Resolves when the connection came, or went. */
const nextChange = (connection: ReadingConnection) => new Promise((resolve) => connection.onChange(resolve));

test("answers find their commands, and a command that is refused harms none of the others", async (context) => {
  const { url, sockets } = await serveRedis(context);
  const connection = await ReadingConnection.open(linkOptionsTo(url), systemClock);
  context.onTestFinished(() => connection.close());
  const ids: string[] = [];
  const answers = Promise.allSettled([
    connection.ask(["CLIENT", "ID"]),
    connection.read(reading(ids)),
    connection.read(reading(ids)),
  ]);
  sockets[0]?.write(Buffer.concat([respOf(7), respOf(new Error("NOGROUP gone")), twoEntries]));

  expect(await answers).toMatchObject([
    { status: "fulfilled", value: 7 },
    { status: "rejected", reason: { message: "NOGROUP gone" } },
    { status: "fulfilled" },
  ]);
  expect(ids).toEqual(["1-0", "2-0"]);
});

test("a connection that breaks in the midst of an answer has told what came, and comes back for the next", async (context) => {
  const { url, sockets } = await serveRedis(context);
  const connection = await ReadingConnection.open(linkOptionsTo(url), systemClock);
  context.onTestFinished(() => connection.close());
  const ids: string[] = [];
  const broken = connection.read(reading(ids));
  sockets[0]?.end(twoEntries.subarray(0, -10));

  await expect(broken).rejects.toThrow("the server closed the connection");
  expect(ids).toEqual(["1-0"]);
  await expect(connection.ask(["PING"])).rejects.toBeInstanceOf(NotSentError);
  await nextChange(connection);
  const again = connection.read(reading(ids));
  sockets[1]?.write(twoEntries);
  await again;
  expect(ids).toEqual(["1-0", "1-0", "2-0"]);
});

test("what is no RESP, or an answer to nothing, ends the connection with a word about it", async (context) => {
  const { url, sockets } = await serveRedis(context);
  const connection = await ReadingConnection.open(linkOptionsTo(url), systemClock);
  context.onTestFinished(() => connection.close());
  const asked = connection.read(reading([]));
  sockets[0]?.write("<html>\r\n");
  await expect(asked).rejects.toThrow("the server answered what was not asked");
  await nextChange(connection);

  sockets[1]?.write("+OK\r\n");
  expect(await nextChange(connection)).toBe("gone");
});

test("an error in what is done with an entry is that of who asked", async (context) => {
  const { url, sockets } = await serveRedis(context);
  const connection = await ReadingConnection.open(linkOptionsTo(url), systemClock);
  context.onTestFinished(() => connection.close());
  const fail = () => {
    throw new RangeError("no place for it");
  };
  const asked = connection.read({ ...reading([]), entry: fail });
  sockets[0]?.write(twoEntries);
  await expect(asked).rejects.toThrow(RangeError);
  expect(connection.isReady).toBe(false);
});

test("a server that says nothing to a command is given up, and one that is not asked anything is asked whether it lives", async (context) => {
  const { url, heard } = await serveRedis(context);
  const clock = createFakeClock();
  const options = linkOptionsTo(url, { silenceMs: 4_000, pauseBefore: () => 60_000 });
  const connection = await ReadingConnection.open(options, clock);
  context.onTestFinished(() => connection.close());
  const greeted = heard[0]?.length ?? 0;

  const gone = nextChange(connection);
  await clock.advance(2_000);
  while ((heard[0]?.length ?? 0) === greeted) await new Promise((resolve) => setImmediate(resolve));
  expect(heard[0]?.slice(greeted)).toBe("*1\r\n$4\r\nPING\r\n");
  await clock.advance(4_000);
  await clock.advance(2_000);
  expect(await gone).toBe("gone");
});
