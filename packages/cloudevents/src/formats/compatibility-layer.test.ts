import { expect, test } from "vitest";
import { messagesOf, republish, wrapHandler } from "./compatibility-layer.ts";
import { createFormats } from "./formats.ts";
import { event, omsTypes } from "./testing/oms.ts";

const merged = event({
  type: "com.foundry.oms.branch.merged",
  branch: "main",
  data: { source_branch: "dev" },
});
const legacy = {
  specversion: "1.0",
  type: "branch.merged",
  source: "/oms/main",
  id: "abc-123",
  ce_branch: "main",
  data: { source_branch: "dev" },
};
// It says nothing of its data's content type, and so does what comes back.
const written = { ...legacy, adapter: { added: [] } };

test("a consumer of yesterday is handed the shape that it knows, and its answer is passed on", async () => {
  const seen: unknown[] = [];
  const handler = wrapHandler(async (message, attempt: number) => {
    seen.push(message, attempt);
    return "done";
  });

  expect(await handler(merged, 2)).toBe("done");
  expect(seen).toEqual([written, 2]);
});

test.each([
  ["enhanced", [{ format: "enhanced", message: merged }]],
  ["legacy", [{ format: "legacy_cloudevent", message: written }]],
  [
    "dual",
    [
      { format: "enhanced", message: merged },
      { format: "legacy_cloudevent", message: written },
    ],
  ],
] as const)("in the mode %s it is sent in the shapes that are still read", (mode, messages) => {
  expect(messagesOf(merged, mode)).toEqual(messages);
});

test("a caller of yesterday hands over what it always did, and both worlds get it", () => {
  const formats = createFormats({ types: omsTypes });
  const received: Record<string, unknown[]> = { enhanced: [], legacy_cloudevent: [] };
  const result = republish(legacy, { formats, mode: "dual" });
  if ("messages" in result)
    for (const { format, message } of result.messages) received[format]?.push(message);

  expect(received).toEqual({
    enhanced: [{ ...merged, datacontenttype: "application/json" }],
    legacy_cloudevent: [legacy],
  });
});

test("what is of no format is not sent in any", () => {
  const formats = createFormats({ types: omsTypes });

  expect(republish({ nmae: "x" }, { formats, mode: "dual" })).toMatchObject({
    violations: [{ code: "UNKNOWN_FORMAT" }],
  });
});
