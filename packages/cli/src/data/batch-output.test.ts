import { spawnSync } from "node:child_process";
import { createReadStream, lstatSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { capturedIo } from "../testing/captured-io.ts";
import { temporaryProject } from "../testing/temporary-project.ts";
import { openBatchOutput } from "./batch-output.ts";

test("a file is there when it is finished, and what stood there before until then", async () => {
  const { root, read } = temporaryProject({ "out.jsonl": "before\n" });
  const out = await openBatchOutput("out.jsonl", capturedIo({ cwd: root }));
  await out.write("one\n");

  expect(read("out.jsonl")).toBe("before\n");
  await out.write("two\n");
  await out.finish();
  expect(read("out.jsonl")).toBe("one\ntwo\n");
  expect(readdirSync(root)).toEqual(["out.jsonl"]);
});

test("what is kept stands beside, under a name that says so", async () => {
  const { root, read } = temporaryProject({ "out.jsonl": "before\n" });
  const out = await openBatchOutput("out.jsonl", capturedIo({ cwd: root }));
  await out.write("one\n");

  expect(await out.keep()).toBe("out.jsonl.partial");
  expect(read("out.jsonl.partial")).toBe("one\n");
  expect(read("out.jsonl")).toBe("before\n");
});

test("what is discarded leaves nothing, and folders are made", async () => {
  const { root } = temporaryProject();
  const out = await openBatchOutput("a/b/out.jsonl", capturedIo({ cwd: root }));
  await out.write("one\n");
  await out.discard();

  expect(readdirSync(join(root, "a/b"))).toEqual([]);
});

test("a link stays one, and its target is replaced", async () => {
  const { root, read } = temporaryProject({ "real.jsonl": "before\n" });
  symlinkSync("real.jsonl", join(root, "link.jsonl"));
  const out = await openBatchOutput("link.jsonl", capturedIo({ cwd: root }));
  await out.write("one\n");
  await out.finish();

  expect(read("real.jsonl")).toBe("one\n");
  expect(readFileSync(join(root, "link.jsonl"), "utf8")).toBe("one\n");
});

test.skipIf(process.platform === "win32")("a pipe is written to and never replaced", async () => {
  const { root } = temporaryProject();
  const pipe = join(root, "pipe");
  spawnSync("mkfifo", [pipe]);
  const reading = text(createReadStream(pipe));
  const out = await openBatchOutput("pipe", capturedIo({ cwd: root }));
  await out.write("one\n");
  await out.finish();

  expect(await reading).toBe("one\n");
  expect(lstatSync(pipe).isFIFO()).toBe(true);
});

test("standard output gets lines as they come", async () => {
  const io = capturedIo();
  const out = await openBatchOutput("-", io);
  await out.write("one\n");

  expect(io.out()).toBe("one\n");
  expect(await out.keep()).toBeUndefined();
});

test("a place where nothing can be written is told by name", async () => {
  const { root } = temporaryProject({ file: "" });

  await expect(openBatchOutput("file/out.jsonl", capturedIo({ cwd: root }))).rejects.toMatchObject({
    code: "FILE_WRITE",
    message: expect.stringContaining("file/out.jsonl"),
  });
});
