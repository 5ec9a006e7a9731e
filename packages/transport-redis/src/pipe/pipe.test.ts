import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { systemClock } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linkOptionsTo, serveRedis } from "../testing/played-server.ts";
import { wireOf } from "../wire/entry-text.ts";
import { Pipe } from "./pipe.ts";
import { type PipeReply, Replies, ServerError } from "./replies.ts";

describe("answers", () => {
  const wire = "+OK\r\n$15\r\n1700000000000-0\r\n$-1\r\n:42\r\n-OOM no memory\r\n$0\r\n\r\n";
  const meant = ["OK", "1700000000000-0", null, 42, new ServerError("OOM no memory"), ""];

  test("are the same in whatever pieces they come", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: wire.length })), (cuts) => {
        const bounds = [0, ...cuts.toSorted((one, other) => one - other), wire.length];
        const replies = new Replies();
        const came: PipeReply[] = [];
        for (let at = 1; at < bounds.length; at += 1) {
          const piece = Buffer.from(wire.slice(bounds[at - 1], bounds[at]));
          expect(replies.read(piece, (reply) => came.push(reply))).toBe(true);
        }
        expect(came).toEqual(meant);
      }),
    );
  });

  test.each(["HTTP/1.1 400 Bad Request\r\n", "*2\r\n", "\u0015\u0003\u0001\r\n"])("%j is none", (text) => {
    expect(new Replies().read(Buffer.from(text), () => undefined)).toBe(false);
  });
});

function createOwner() {
  const told: string[] = [];
  let onTold: () => void = () => {};
  const tell = (text: string) => {
    told.push(text);
    onTold();
  };
  return {
    told,
    until: async (count: number) => {
      while (told.length < count) await new Promise<void>((resolve) => (onTold = resolve));
    },
    owner: {
      answered: (ticket: string, reply: PipeReply) =>
        tell(`${ticket} is ${reply instanceof ServerError ? reply.said : reply}`),
      lost: (ticket: string, why: string) => tell(`${ticket} is lost: ${why}`),
      refused: ({ said }: ServerError) => tell(`refused: ${said}`),
      ready: () => tell("ready"),
    },
  };
}

const command = (word: string) => `*1\r\n${wireOf(word)}`;

test("it says who it is and which database it means, and what is in the URL goes before", async (context) => {
  const { url, heard } = await serveRedis(context);
  const { owner } = createOwner();
  const withUser = url.replace("//", "//anna:ge%3Aheim@");
  const pipe = await Pipe.open(
    linkOptionsTo(`${withUser}/3`, { username: "other", database: 5 }),
    systemClock,
    owner,
  );
  context.onTestFinished(() => pipe.close());

  const words = (heard[0] ?? "").split("\r\n").filter((word) => word !== "" && !/^[*$]/.test(word));
  expect(words).toEqual(["AUTH", "anna", "ge:heim", "SELECT", "3", "CLIENT", "SETNAME", "test", "PING"]);
});

test("answers find their commands, those that nobody waits for among them", async (context) => {
  const { url, sockets } = await serveRedis(context);
  const { owner, told, until } = createOwner();
  const pipe = await Pipe.open(linkOptionsTo(url), systemClock, owner);
  context.onTestFinished(() => pipe.close());
  pipe.write(command("ONE"), "one");
  pipe.mention(command("TRIM"));
  pipe.write(command("TWO"), "two");
  pipe.mention(command("TRIM"));

  sockets[0]?.write("$3\r\n1-0\r\n:0\r\n-OOM no memory\r\n-NOPERM no rights\r\n");
  await until(4);

  expect(told).toEqual(["ready", "one is 1-0", "two is OOM no memory", "refused: NOPERM no rights"]);
});

test("bytes go out as they are, between the text before and behind them", async (context) => {
  const { url, heard } = await serveRedis(context);
  const { owner } = createOwner();
  const pipe = await Pipe.open(linkOptionsTo(url), systemClock, owner);
  context.onTestFinished(() => pipe.close());
  const before = heard[0]?.length ?? 0;
  pipe.write("one ", "one");
  pipe.write(["two ", Buffer.from("bytes"), " behind"], "two");
  pipe.write(" three", "three");
  const isThere = () => (heard[0] ?? "").length >= before + "one two bytes behind three".length;
  while (!isThere()) await new Promise((resolve) => setImmediate(resolve));

  expect(heard[0]?.slice(before)).toBe("one two bytes behind three");
});

test("what was on its way is lost with the connection, and it comes back", async (context) => {
  const { url, sockets } = await serveRedis(context);
  const { owner, told, until } = createOwner();
  const pipe = await Pipe.open(linkOptionsTo(url), systemClock, owner);
  context.onTestFinished(() => pipe.close());
  pipe.write(command("ONE"), "one");
  sockets[0]?.destroy();
  await until(3);
  expect(pipe.isReady).toBe(true);

  pipe.write(command("TWO"), "two");
  sockets[1]?.write("$3\r\n2-0\r\n");
  await until(4);

  expect(told).toEqual(["ready", expect.stringMatching(/^one is lost: /), "ready", "two is 2-0"]);
});

test("a server that was asked and says nothing is given up after a while", async (context) => {
  const { url } = await serveRedis(context);
  const { owner, told, until } = createOwner();
  const clock = createFakeClock();
  const pipe = await Pipe.open(
    linkOptionsTo(url, { silenceMs: 4_000, pauseBefore: () => 60_000 }),
    clock,
    owner,
  );
  context.onTestFinished(() => pipe.close());
  pipe.write(command("ONE"), "one");

  await clock.advance(4_000);
  expect(told).toEqual(["ready"]);
  await clock.advance(2_000);
  await until(2);

  expect(told[1]).toBe("one is lost: no answer for 4000 ms");
  expect(pipe.isReady).toBe(false);
});

test("what is no Redis, what does not let us in and what is not there is told", async (context) => {
  const { owner } = createOwner();
  const noRedis = createServer((socket) => socket.on("error", () => undefined).end("HTTP/1.1 400\r\n\r\n"));
  const closed = createServer((socket) => socket.on("error", () => undefined).end("-NOAUTH come again\r\n"));
  for (const server of [noRedis, closed]) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    context.onTestFinished(() => void server.close());
  }
  const open = (server: typeof noRedis) =>
    Pipe.open(
      linkOptionsTo(`redis://127.0.0.1:${(server.address() as AddressInfo).port}`),
      systemClock,
      owner,
    );

  await expect(open(noRedis)).rejects.toThrow("no Redis");
  await expect(open(closed)).rejects.toThrow("NOAUTH come again");
  await expect(Pipe.open(linkOptionsTo("redis://127.0.0.1:1"), systemClock, owner)).rejects.toThrow(
    "ECONNREFUSED",
  );
});
