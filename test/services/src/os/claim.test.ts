import { mkdtempSync, rmSync } from "node:fs";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { startChild } from "../fixtures/child.ts";
import { claim, connectToHolder, exclusively } from "./claim.ts";

test("of many who claim a name at the same moment one gets it, and the others reach that one", async () => {
  const name = freshName();
  const greet = (socket: Socket) => void socket.on("error", () => undefined).end("mine");

  const claims = await Promise.all(Array.from({ length: 20 }, () => claim(name, greet)));

  const held = claims.filter((entry) => entry !== undefined);
  expect(held).toHaveLength(1);
  const socket = await connectToHolder(name);
  expect(socket && (await text(socket))).toBe("mine");
  socket?.end();
  await held[0]?.release();
});

test("a name that its holder gave up can be claimed again, and nobody is reached in between", async () => {
  const name = freshName();
  await (await claim(name))?.release();

  expect(await connectToHolder(name)).toBeUndefined();
  const again = await claim(name);
  expect(again?.isIntact()).toBe(true);
  await again?.release();
});

test("a name that its holder took to the grave can be claimed again", async () => {
  const name = freshName();
  const holder = startChild("./hold-claim.ts", [name]);
  expect(await holder.says()).toBe("held");
  expect(await claim(name)).toBeUndefined();

  await holder.kill9();

  const mine = await claim(name);
  expect(mine).toBeDefined();
  await mine?.release();
});

test("processes that race for the name of one who was killed end up with one holder", async () => {
  const name = freshName();
  const first = startChild("./hold-claim.ts", [name]);
  await first.says();
  await first.kill9();

  const racers = Array.from({ length: 4 }, () => startChild("./hold-claim.ts", [name]));
  const outcomes = await Promise.all(racers.map((racer) => racer.says()));
  await Promise.all(racers.map((racer) => racer.leave()));

  expect(outcomes.sort()).toEqual(["held", "refused", "refused", "refused"]);
});

test("a claim notices that its folder was removed", async () => {
  const name = freshName();
  const held = await claim(name);

  rmSync(join(name, ".."), { recursive: true });

  expect(held?.isIntact()).toBe(false);
  await held?.release();
});

test("exclusive work never overlaps, and all of it gets its turn", async () => {
  const name = freshName();
  let inside = 0;
  const seen: number[] = [];
  const work = async () => {
    inside += 1;
    await new Promise(setImmediate);
    seen.push(inside);
    inside -= 1;
  };

  await Promise.all([1, 2, 3, 4, 5].map(() => exclusively(name, work)));

  expect(seen).toEqual([1, 1, 1, 1, 1]);
});

test("exclusive work that fails lets the next one in", async () => {
  const name = freshName();
  const fails = exclusively(name, () => Promise.reject(new Error("no")));

  await expect(fails).rejects.toThrow("no");
  expect(await exclusively(name, async () => "yes")).toBe("yes");
});

function freshName(): string {
  const folder = mkdtempSync(join(tmpdir(), "concordat-claim-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "inner", "name");
}
