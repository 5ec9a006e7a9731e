import type { Violation } from "@concordat/cloudevents";
import { expect, test, vi } from "vitest";
import { createDelivery } from "../fakes/delivery.ts";
import { noLogger } from "../ports/logger.ts";
import { validate } from "./validate.ts";

const violation: Violation = {
  code: "DATA_INVALID",
  severity: "error",
  pointer: "/data/name",
  message: "/data/name is missing",
  hint: "add it",
};

function handler() {
  return vi.fn(async () => {});
}

test("what keeps its contract is handled", async () => {
  const handle = handler();

  await validate({ validate: () => [], logger: noLogger })(handle)(createDelivery());

  expect(handle).toHaveBeenCalledOnce();
});

test("what breaks its contract is rejected with everything that was found", async () => {
  const handle = handler();
  const guarded = validate({ validate: () => [violation], logger: noLogger })(handle);

  await expect(guarded(createDelivery())).rejects.toMatchObject({
    code: "EVENT_INVALID",
    message: "event 1 of type com.example.happened breaks its contract: /data/name is missing",
    params: { violations: [violation] },
  });
  expect(handle).not.toHaveBeenCalled();
});

test("a warning is no violation of a contract", async () => {
  const handle = handler();
  const warning: Violation = { ...violation, severity: "warning" };

  await validate({ validate: () => [warning], logger: noLogger })(handle)(createDelivery());

  expect(handle).toHaveBeenCalledOnce();
});

test("with `log` the event is handled all the same, and a warning names every violation", async () => {
  const handle = handler();
  const warn = vi.fn();
  const layer = validate({ validate: () => [violation], onInvalid: "log", logger: { ...noLogger, warn } });

  await layer(handle)(createDelivery());

  expect(handle).toHaveBeenCalledOnce();
  expect(warn).toHaveBeenCalledWith(
    "event breaks its contract",
    expect.objectContaining({ id: "1", violations: [violation] }),
  );
});

test.each(["reject", "log"] as const)(
  "what is no event never reaches a handler, with `%s` neither",
  async (onInvalid) => {
    const handle = handler();
    const content = { event: undefined, violations: [{ ...violation, message: "the event lacks id" }] };
    const guarded = validate({ onInvalid, logger: noLogger })(handle);

    await expect(guarded(createDelivery({ content, position: "7/3" }))).rejects.toMatchObject({
      code: "EVENT_UNREADABLE",
      message: "the message at 7/3 is no CloudEvent: the event lacks id",
    });
    expect(handle).not.toHaveBeenCalled();
  },
);
