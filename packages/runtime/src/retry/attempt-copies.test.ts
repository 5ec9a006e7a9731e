import { expect, test } from "vitest";
import { createDelivery, createSampleEvent } from "../fakes/delivery.ts";
import { HandedOut } from "../transport/handed-out.ts";
import { Handout } from "../transport/handout.ts";
import { attemptCopies } from "./attempt-copies.ts";

type Meddled = { data: Record<string, unknown> };

/** Everything that a handler can reach, changed. */
function meddle(copy: ReturnType<typeof createDelivery>): void {
  const { data } = copy.content.event as unknown as Meddled;
  (data.order as Record<string, unknown>).total = 0;
  (data.items as unknown[]).push("more");
  (data.bytes as Uint8Array)[0] = 9;
  data.added = true;
  (copy.headers as Record<string, string>).added = "yes";
  (copy.raw.headers as Record<string, string>).added = "yes";
  copy.raw.body[0] = 9;
  (copy as { key: unknown }).key = "other";
}

test("what one attempt changes does not leak into the next, nor into what was handed out", () => {
  const data = { order: { total: 5 }, items: [{ sku: "a" }], bytes: Uint8Array.of(1), nothing: null };
  const untouched = structuredClone(data);
  const delivery = createDelivery({
    content: { event: createSampleEvent({ data }) },
    key: "1001",
    headers: { tenant: "a" },
    raw: { headers: { "ce-id": "e-1" }, body: Buffer.from([1, 2]) },
  });
  const copyFor = attemptCopies(delivery);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const copy = copyFor();
    expect(copy.content.event?.data).toEqual(untouched);
    expect([copy.headers, copy.raw.headers]).toEqual([{ tenant: "a" }, { "ce-id": "e-1" }]);
    expect([...copy.raw.body]).toEqual([1, 2]);
    expect(copy.key).toBe("1001");
    meddle(copy);
  }
  expect([...delivery.raw.body]).toEqual([1, 2]);
  expect([delivery.headers, delivery.raw.headers]).toEqual([{ tenant: "a" }, { "ce-id": "e-1" }]);
});

test("bytes that were looked at once are the same bytes afterwards", () => {
  const copy = attemptCopies(createDelivery())();

  expect(copy.raw.body).toBe(copy.raw.body);
  expect(copy.raw.headers).toBe(copy.raw.headers);
});

test("a message that is no event is copied, too", () => {
  const content = { event: undefined, violations: [] };
  const copyFor = attemptCopies(createDelivery({ content }));

  expect([copyFor().content, copyFor().content]).toEqual([content, content]);
});

test("a member named __proto__ stays a member, and pollutes nothing", () => {
  const data = JSON.parse('{"__proto__":{"polluted":true},"toString":{"a":1}}');
  const copyFor = attemptCopies(createDelivery({ content: { event: createSampleEvent({ data }) } }));
  copyFor();

  expect(JSON.stringify(copyFor().content.event?.data)).toBe(
    '{"__proto__":{"polluted":true},"toString":{"a":1}}',
  );
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test.each([["a text"], [null], [7], [undefined]])("data that nobody can change is shared: %j", (data) => {
  const copyFor = attemptCopies(createDelivery({ content: { event: createSampleEvent({ data }) } }));
  copyFor();

  expect(copyFor().content.event?.data).toBe(data);
});

test("a value of a class is left alone, since nobody knows how to copy it", () => {
  const data = new URL("https://example.com");
  const copyFor = attemptCopies(createDelivery({ content: { event: createSampleEvent({ data }) } }));
  copyFor();

  expect(copyFor().content.event?.data).toBe(data);
});

test("of what a transport handed out the first attempt has the delivery itself, and the next one has it anew", () => {
  const delivery = new HandedOut({
    address: "a",
    group: "g",
    key: undefined,
    attempt: 1,
    position: "1",
    receivedAt: 0,
    raw: { headers: {}, body: Uint8Array.of(1) },
    decode: () => ({ event: createSampleEvent({ data: { total: 5 } }) }),
    ownHeaders: () => ({}),
    handout: new Handout(undefined, 0),
  });
  const copyFor = attemptCopies(delivery);

  const first = copyFor();
  (first.content.event?.data as { total: number }).total = 0;

  expect(first).toBe(delivery);
  expect(copyFor().content.event?.data).toEqual({ total: 5 });
});
