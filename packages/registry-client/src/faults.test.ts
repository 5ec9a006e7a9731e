import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer } from "node:net";
import { exitCodeOf } from "@concordat/errors";
import { expect, onTestFinished, test } from "vitest";
import { clientOf } from "./testing/client-of.ts";
import { faultServer, html, json } from "./testing/fault-server.ts";

const id = "shop/order/placed/1.0.0";

const text =
  (type: string, body: string, status = 200): RequestListener =>
  (_, response) =>
    response.writeHead(status, { "content-type": type }).end(body);

test.each<[string, RequestListener, string, string, number]>([
  ["a proxy's page", html(502), "REGISTRY_FAILED", "answered 502: a page for people", 5],
  ["a sign-in page with 200", html(200), "REGISTRY_ANSWER_INVALID", "is text/html", 5],
  ["a page that says not found", html(404), "REGISTRY_ANSWER_INVALID", "404 with a page for people", 5],
  [
    "a gateway's not found",
    json({ message: "no route" }, { status: 404 }),
    "REGISTRY_ANSWER_INVALID",
    "404",
    5,
  ],
  ["no type at all", (_, r) => r.end("{}"), "REGISTRY_ANSWER_INVALID", "no said type", 5],
  ["half a document", text("application/json", '{"a":'), "REGISTRY_ANSWER_INVALID", "no JSON", 5],
  ["a name twice", text("application/json", '{"a":1,"a":2}'), "REGISTRY_ANSWER_INVALID", "already taken", 5],
  ["no user", json({}, { status: 401 }), "REGISTRY_REFUSED", "wants to know who you are", 6],
  ["a page that asks who", html(401), "REGISTRY_REFUSED", "wants to know who you are", 6],
  ["no right", json({}, { status: 403 }), "REGISTRY_REFUSED", "does not let you do that", 6],
  ["too many questions", json({ detail: "slow down" }, { status: 429 }), "REGISTRY_FAILED", "slow down", 5],
  [
    "a problem",
    json({ code: "QUERY_INVALID", detail: "the query is bad", hint: "mend it" }, { status: 400 }),
    "REGISTRY_REJECTED",
    "the query is bad (mend it) [QUERY_INVALID]",
    5,
  ],
  ["a status that says nothing", json({}, { status: 204 }), "REGISTRY_ANSWER_INVALID", "204", 5],
  ["304 to one who has nothing", (_, r) => r.writeHead(304).end(), "REGISTRY_ANSWER_INVALID", "304", 5],
  ["a redirect to nowhere", (_, r) => r.writeHead(302).end(), "REGISTRY_ANSWER_INVALID", "leads nowhere", 5],
  [
    "a circle",
    (q, r) => r.writeHead(302, { location: `${q.url}` }).end(),
    "REGISTRY_ANSWER_INVALID",
    "circle",
    5,
  ],
  [
    "another host",
    (_, r) => r.writeHead(302, { location: "http://elsewhere.example/login?next=x" }).end(),
    "REGISTRY_REDIRECTED",
    "redirects to http://elsewhere.example, which is another place",
    5,
  ],
  [
    "a file",
    (_, r) => r.writeHead(302, { location: "file:///etc/passwd" }).end(),
    "REGISTRY_REDIRECTED",
    "a file: address",
    5,
  ],
  ["a cut connection", (_, r) => r.socket?.destroy(), "REGISTRY_UNREACHABLE", "the connection broke off", 5],
  [
    "half an answer",
    (_, r) => {
      r.writeHead(200, { "content-type": "application/json", "content-length": "100" });
      r.write('{"a":1');
      setTimeout(() => r.socket?.destroy(), 20);
    },
    "REGISTRY_UNREACHABLE",
    "the connection broke off",
    5,
  ],
])("%s is one clear error", async (_what, answer, code, words, exit) => {
  const server = await faultServer(answer);
  const error = await clientOf(server.url)
    .document(id)
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code, message: expect.stringContaining(words) });
  expect((error as Error).message).toContain(server.url);
  expect(exitCodeOf(error)).toBe(exit);

  server.answer(json({ title: "fine" }));
  expect(await clientOf(server.url).document(id)).toMatchObject({ value: { value: { title: "fine" } } });
});

test.each([
  ["a port of another protocol", "http://127.0.0.1:9", "no HTTP client asks there"],
  ["a host that nobody knows", "http://no-such-host.invalid", "nobody knows a host of that name"],
])("%s is told as that", async (_what, url, words) => {
  const error = await clientOf(url)
    .document(id)
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: "REGISTRY_UNREACHABLE", retry: "later" });
  expect((error as Error).message).toMatch(new RegExp(`${words}|the name server does not answer`));
  expect(exitCodeOf(error)).toBe(5);
});

test("a registry that is down is told as that", async () => {
  const server = await faultServer(json({}));
  await server.stop();
  await expect(clientOf(server.url).document(id)).rejects.toMatchObject({
    code: "REGISTRY_UNREACHABLE",
    message: `${server.url}/${id} cannot be reached: nothing listens there`,
    retry: "later",
  });
});

test("a certificate of nobody is not trusted, and no question is sent", async () => {
  const server = await faultServer(json({}), { tls: true });
  await expect(clientOf(server.url, { token: "canary" }).document(id)).rejects.toMatchObject({
    code: "REGISTRY_UNREACHABLE",
    message: expect.stringContaining("issued by nobody that this machine trusts"),
    hint: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
  });
  expect(server.asked).toEqual([]);
});

test("https to a plain server, and HTTP to something else, are told as that", async () => {
  const plain = await faultServer(json({}));
  await expect(clientOf(plain.url.replace("http:", "https:")).document(id)).rejects.toMatchObject({
    code: "REGISTRY_UNREACHABLE",
    message: expect.stringContaining("does not speak TLS"),
  });

  const mail = createServer((socket) => socket.end("220 mail.example ESMTP\r\n")).listen(0, "127.0.0.1");
  onTestFinished(() => void mail.close());
  await once(mail, "listening");
  const { port } = mail.address() as { port: number };
  await expect(clientOf(`http://127.0.0.1:${port}`).document(id)).rejects.toMatchObject({
    code: "REGISTRY_UNREACHABLE",
    message: expect.stringContaining("is no HTTP"),
  });
});

test("a server that hangs, before or in the middle of its answer, is given up, and not asked once more", async () => {
  const server = await faultServer(() => undefined);
  const waits: number[] = [];
  const client = clientOf(server.url, { timeoutMs: 100, sleep: async (ms) => void waits.push(ms) });
  await expect(client.document(id)).rejects.toMatchObject({ code: "REGISTRY_TIMEOUT", kind: "network" });

  server.answer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"a":');
  });
  await expect(client.document(id)).rejects.toMatchObject({ code: "REGISTRY_TIMEOUT" });
  expect(waits).toEqual([]);
});

test("an answer larger than the limit is refused, said or not, compressed or not; one of its size is taken", async () => {
  const document = { a: "x".repeat(1000) };
  const body = JSON.stringify(document);
  const server = await faultServer(text("application/json", body));
  const within = (maxBytes: number) => clientOf(server.url, { maxBytes }).document(id);
  const refused = {
    code: "REGISTRY_ANSWER_INVALID",
    message: expect.stringContaining("the most that is taken"),
  };
  expect((await within(body.length))?.value.value).toEqual(document);
  await expect(within(body.length - 1)).rejects.toMatchObject(refused);

  server.answer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    for (const part of [body.slice(0, 500), body.slice(500)]) response.write(part);
    response.end();
  });
  await expect(within(body.length - 1)).rejects.toMatchObject(refused);

  const { gzipSync } = await import("node:zlib");
  const bomb = gzipSync(Buffer.alloc(10_000_000, " "));
  server.answer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" });
    response.end(bomb);
  });
  await expect(within(100_000)).rejects.toMatchObject(refused);
});

test("a question is asked once more after a passing trouble, a page of a proxy included, and not a third time", async () => {
  let troubles = 1;
  const waits: number[] = [];
  const server = await faultServer((request, response) => {
    troubles -= 1;
    if (troubles >= 0) request.socket.destroy();
    else json({ title: "fine" })(request, response);
  });
  const sleep = async (ms: number) => void waits.push(ms);
  expect(await clientOf(server.url, { sleep }).document(id)).toMatchObject({ stale: false });
  expect(server.asked).toHaveLength(2);
  expect(waits).toEqual([150]);

  troubles = 2;
  await expect(clientOf(server.url).document(id)).rejects.toMatchObject({ code: "REGISTRY_UNREACHABLE" });

  server.answer((request, response) => {
    server.answer(json({ title: "back" }));
    html(503)(request, response);
  });
  expect(await clientOf(server.url).document(id)).toMatchObject({ value: { value: { title: "back" } } });
});

test("words of a stranger reach a message on one line, without control characters, cut to a bearable length", async () => {
  const detail = `one\n\u001b[31mtwo\u202e${"x".repeat(2000)}`;
  const server = await faultServer(json({ code: "X", detail }, { status: 400 }));
  const error = await clientOf(server.url)
    .document(id)
    .catch((caught: unknown) => caught);
  const { message } = error as Error;
  expect(message).toContain("one [31mtwo");
  expect(message).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(message.length).toBeLessThan(700);
});
