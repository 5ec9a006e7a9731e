import { expect, test } from "vitest";
import { PublishCall } from "./publish-call.ts";

test("a call is done when each of its messages has a result, whichever comes first", async () => {
  const call = new PublishCall(2);
  const refused = { status: "refused", error: new Error("no") } as const;
  call.settle(1, refused);
  expect(call.isOpen).toBe(true);

  call.settle(0, { status: "stored", position: "7" });

  expect(call.isOpen).toBe(false);
  expect(await call.done).toEqual([{ status: "stored", position: "7" }, refused]);
});

test("a call of nothing is done at once", async () => {
  expect(await new PublishCall(0).done).toEqual([]);
});
