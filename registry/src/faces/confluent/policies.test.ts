import { expect, test } from "vitest";
import { confluentClient, jsonSchema } from "../../testing/confluent-client.ts";

const policies = ["STRICT", "LENIENT"] as const;
const models = ["open", "closed"] as const;
const changes = ["added", "removed"] as const;
const members = ["optional", "required", "required with a default"] as const;

type Cell = readonly [
  policy: (typeof policies)[number],
  model: (typeof models)[number],
  member: (typeof members)[number],
  change: (typeof changes)[number],
];

/** All that the original tells apart when it compares two objects. */
const cells: readonly Cell[] = policies.flatMap((policy) =>
  models.flatMap((model) =>
    members.flatMap((member) => changes.map((change): Cell => [policy, model, member, change])),
  ),
);

/** The others break somebody, and the answer shows the event. */
const compatible: readonly string[] = [
  // Nothing that old writers could send meets a word about `note` any more.
  "STRICT open optional removed",
  "STRICT open required removed",
  "STRICT open required with a default removed",
  "LENIENT open optional removed",
  "LENIENT open required removed",
  "LENIENT open required with a default removed",
  // Old writers cannot, or do not, send a `note` of another kind.
  "STRICT closed optional added",
  "LENIENT open optional added",
  "LENIENT closed optional added",
];

function schemaOf([, model, member]: Cell, hasNote: boolean) {
  const note = { type: "string", ...(member === "required with a default" && { default: "" }) };
  return {
    type: "object",
    properties: { id: { type: "string" }, ...(hasNote && { note }) },
    required: ["id", ...(hasNote && member !== "optional" ? ["note"] : [])],
    ...(model === "closed" && { additionalProperties: false }),
  };
}

test("every combination of policy, model, member and change is one cell", () => {
  expect(cells).toHaveLength(24);
  expect(compatible.filter((cell) => !cells.some((each) => each.join(" ") === cell))).toEqual([]);
});

test.each(cells)("%s, a model that is %s: a property that is %s is %s", async (...cell) => {
  const [policy, , , change] = cell;
  const { ask, register } = await confluentClient();
  await register("orders", schemaOf(cell, change === "removed"));
  await ask("PUT", "/config", { compatibilityPolicy: policy });

  const { body } = await ask(
    "POST",
    "/compatibility/subjects/orders/versions/latest?verbose=true",
    jsonSchema(schemaOf(cell, change === "added")),
  );

  if (compatible.includes(cell.join(" "))) {
    expect(body).toEqual({ is_compatible: true, messages: [] });
    return;
  }
  expect(body).toMatchObject({ is_compatible: false });
  const { messages } = body as { readonly messages: readonly string[] };
  expect(messages.at(-1)).toBe("{compatibility: 'BACKWARD'}");
  // One or two: where a property of any kind becomes one of some kind and is asked for, both break somebody.
  expect(messages.length).toBeGreaterThan(1);
  for (const message of messages.slice(0, -1))
    expect(message).toMatch(/version 1 allows \{.*, and the new schema refuses it$/);
});
