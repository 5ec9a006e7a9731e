import { fork } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { judgeLines } from "./judge-lines.ts";
import { openServer } from "./testing/open-server.ts";

const type = "com.foundry.oms.objecttype.created";
const eventAt = (at: number) => ({
  specversion: "1.0",
  id: `e-${at}`,
  source: "/oms/main",
  type,
  subject: "object_type/User",
  time: "2025-01-25T09:00:00Z",
  datacontenttype: "application/json",
  data:
    at % 10 === 7
      ? { name: 5 }
      : { name: `User ${at}`, description: "As long as such texts are.", operation: "create" },
});
const lineAt = (at: number) => `${JSON.stringify(eventAt(at))}\n`;

describe("a stream of lines", async () => {
  const { ask, close } = await openServer();
  afterAll(close);
  const stream = (body: string, query = "") =>
    ask({ body, headers: [["content-type", "application/x-ndjson"]], query });
  const linesOf = (text: string) =>
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));

  test("is answered line by line, with a summary at the end", async () => {
    const { status, headers, text } = await stream(`${lineAt(1)}\n${lineAt(7)}{"specversion":\n[]\n`);

    expect([status, headers["content-type"]]).toEqual([200, expect.stringContaining("application/x-ndjson")]);
    expect(linesOf(text)).toMatchObject([
      {
        line: 1,
        id: "e-1",
        valid: true,
        format: "cloudevent",
        contract: "oms/objecttype/created",
        version: "1.1.0",
      },
      { line: 3, id: "e-7", valid: false, findings: [{ code: "DATA_INVALID", pointer: "/data/name" }] },
      { line: 4, valid: false, findings: [{ code: "JSON_SYNTAX", at: { line: 1 } }] },
      { line: 5, valid: false, findings: [{ code: "CE_NOT_AN_EVENT" }] },
      { summary: { events: 4, valid: 1, invalid: 3 } },
    ]);
  });

  test("a line that is too long is a finding of that line", async () => {
    const { text } = await stream(`${lineAt(1)}{"a":"${"x".repeat(1 << 20)}"}\n${lineAt(2)}`);

    expect(linesOf(text)).toMatchObject([
      { line: 1, valid: true },
      { line: 2, valid: false, findings: [{ code: "LIMIT_EVENT_BYTES" }] },
      { line: 3, valid: true },
      { summary: { events: 3, valid: 2, invalid: 1 } },
    ]);
  });

  test("nothing is a stream, too", async () => {
    expect(linesOf((await stream("")).text)).toEqual([{ summary: { events: 0, valid: 0, invalid: 0 } }]);
  });

  test("only=invalid leaves out what is fine; the format may be named", async () => {
    const { text } = await stream(lineAt(1) + lineAt(7) + lineAt(2), "?only=invalid&view=writer");
    expect(linesOf(text)).toMatchObject([{ line: 2 }, { summary: { events: 3, valid: 2, invalid: 1 } }]);

    const row = '{"id":"1","event_type":"objecttype.created","payload":{"name":"User"}}\n';
    expect(linesOf((await stream(row, "?format=outbox_event")).text)).toMatchObject([
      { format: "outbox_event", valid: true },
      { summary: { valid: 1 } },
    ]);
  });

  test("a client that goes away in the midst costs nobody else anything", async () => {
    const { url, ask: askAgain, close: end } = await openServer();
    const outgoing = request(`${url}/v1/validate`, {
      method: "POST",
      headers: { "content-type": "application/x-ndjson", "transfer-encoding": "chunked" },
    });
    outgoing.on("error", () => {});
    outgoing.write(lineAt(1));
    const [incoming] = await once(outgoing, "response");
    incoming.on("error", () => {});
    await once(incoming, "data");
    outgoing.destroy();

    expect(
      (await askAgain({ body: lineAt(1), headers: [["content-type", "application/json"]] })).status,
    ).toBe(200);
    await end();
  });
});

test("verdicts go out while events come in, and nothing is read that nobody has asked for", async () => {
  let read = 0;
  async function* pieces() {
    for (let at = 0; at < 1000; at++) {
      read += 1;
      yield Buffer.from(lineAt(at));
    }
  }
  const verdicts = judgeLines(pieces(), {
    reader: { bytes: () => ({ findings: [] }) } as never,
    judge: () => ({ valid: true, view: "reader", findings: [] }),
    format: undefined,
    onlyInvalid: false,
    options: () => ({
      view: "reader",
      unknown: "refuse",
      batch: { judge: () => Promise.reject(new Error()) },
    }),
  });
  await verdicts.next();
  await verdicts.next();

  expect(read).toBeLessThanOrEqual(3);
  await verdicts.return(undefined);
});

test("a stream of any length takes no more memory than a short one", async () => {
  const total = process.env.CONCORDAT_COUNTS === "full" ? 1_000_000 : 100_000;
  const script = new URL("./testing/serve.ts", import.meta.url);
  const server = fork(script, { execArgv: ["--max-old-space-size=128"] });
  const [{ url }] = (await once(server, "message")) as [{ url: string }];
  const begun = performance.now();
  const outgoing = request(`${url}/v1/validate`, {
    method: "POST",
    headers: { "content-type": "application/x-ndjson", "transfer-encoding": "chunked" },
  });
  Readable.from(
    (function* () {
      for (let at = 0; at < total; at += 50)
        yield Array.from({ length: 50 }, (_, more) => lineAt(at + more)).join("");
    })(),
  ).pipe(outgoing);
  const [incoming] = await once(outgoing, "response");
  let lines = 0;
  let last = "";
  for await (const line of createInterface({ input: incoming })) {
    lines += 1;
    last = line;
  }
  const seconds = (performance.now() - begun) / 1000;
  server.send("end");
  const [{ megabytes }] = (await once(server, "message")) as [{ megabytes: number }];
  await once(server, "exit");

  expect(lines).toBe(total + 1);
  expect(JSON.parse(last)).toEqual({ summary: { events: total, valid: total * 0.9, invalid: total * 0.1 } });
  console.log(`${total} events, ${Math.round(total / seconds)} a second, at most ${megabytes} MB`);
});
