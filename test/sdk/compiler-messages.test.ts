import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "../../scripts/workspaces.ts";

/**
 * What the compiler says to somebody who makes a mistake with the SDK: the text on the screen is a part of the product, and a type
 * that is right can still explain itself badly.
 */
const cache = join(root, ".cache");
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, "messages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const head = `
import { createMemoryTransport } from "@concordat/runtime";
import { type AnyEvent, createBus, events, EventType, ignoreOthers } from "@concordat/sdk";
import * as commerce from "@concordat/sdk/commerce";
const transport = createMemoryTransport();
const bus = createBus({ transport, source: "/oms" });
const orders = commerce.createBus({ transport, source: "/orders", application: "order-service" });
const nothing = () => {};
`;
const allNames = [
  "actionCancelled actionCompleted actionFailed actionStarted branchCreated branchDeleted branchMerged branchUpdated",
  "linkTypeCreated linkTypeDeleted linkTypeUpdated objectTypeCreated objectTypeDeleted objectTypeUpdated",
  "propertyCreated propertyDeleted propertyUpdated proposalApproved proposalCreated proposalMerged proposalRejected",
  "proposalUpdated schemaCreated schemaDeleted schemaUpdated schemaValidated systemError systemHealthcheck",
  "systemMaintenance",
]
  .join(" ")
  .split(" ");
const handlers = (names: readonly string[]) => `{ ${names.map((name) => `${name}: nothing`).join(", ")} }`;

/** What is written, and what the compiler must say about it. */
const mistakes: readonly (readonly [what: string, code: string, says: readonly string[]])[] = [
  [
    "a handler is missing",
    `await bus.consume("g", ${handlers(allNames.filter((name) => name !== "branchMerged"))});`,
    ["Property 'branchMerged' is missing in type"],
  ],
  [
    "several handlers are missing",
    `await bus.consume("g", ${handlers(allNames.slice(3))});`,
    ["is missing the following properties", "actionCancelled, actionCompleted, actionFailed"],
  ],
  [
    "a handler that no event has",
    'await bus.consume("g", { ...ignoreOthers, objectTypeCraeted: nothing });',
    ["'objectTypeCraeted' does not exist in type"],
  ],
  [
    "the way out stands at the end and would hide the handlers",
    'await bus.consume("g", { branchMerged: nothing, ...ignoreOthers });',
    ["'branchMerged' is specified more than once, so this usage will be overwritten"],
  ],
  [
    "a misspelt member of the data",
    'events.objectTypeCreated({ name: "User", descripton: "x" });',
    ["'descripton' does not exist in type 'ObjectTypeCreated'. Did you mean to write 'description'?"],
  ],
  [
    "a member is missing",
    'events.objectTypeCreated({ description: "User" });',
    ["Property 'name' is missing in type"],
  ],
  [
    "a value of another type",
    "events.objectTypeCreated({ name: 7 });",
    ["Type 'number' is not assignable to type 'string'"],
  ],
  [
    "a word that is none of the list",
    'events.objectTypeCreated({ name: "User", operation: "delete" });',
    [`Type '"delete"' is not assignable to type '"create"'`],
  ],
  [
    "a misspelt attribute of the event",
    'events.objectTypeCreated({ name: "User" }, { subjct: "x" });',
    ["'subjct' does not exist in type", "Did you mean to write 'subject'?"],
  ],
  [
    "a misspelt member of received data",
    'await bus.consume("g", { ...ignoreOthers, objectTypeCreated: ({ data }) => void data.nmae });',
    ["Property 'nmae' does not exist on type 'ObjectTypeCreated'"],
  ],
  ["a type that is misspelt", "EventType.objectTypeCraeted;", ["Did you mean 'objectTypeCreated'?"]],
  [
    "a switch that is not complete",
    'const f = (event: AnyEvent) => { switch (event.type) { case "com.foundry.oms.branch.merged": return; default: event satisfies never; } };\nvoid f;',
    ["does not satisfy the expected type 'never'"],
  ],
  [
    "an event that another application sends",
    "await orders.send(commerce.events.stockConfirmed({} as never));",
    ["is not assignable to parameter of type"],
  ],
  [
    "an application without one of its handlers",
    `await orders.consume("g", ${handlers(["paymentCompleted", "paymentFailed", "stockConfirmed", "stockReservationFailed", "stockReserved"])});`,
    ["Property 'paymentFailedV2' is missing in type"],
  ],
  [
    "an application that is none",
    'commerce.createBus({ transport, source: "/x", application: "order-servce" });',
    [`'"order-servce"' is not assignable`],
  ],
  [
    "an event that nobody made",
    'await bus.send({ type: "com.foundry.oms.branch.merged", data: {} });',
    ["is not assignable"],
  ],
];

test("what is right compiles", () => {
  expect(
    compile([
      `await bus.consume("g", ${handlers(allNames)});`,
      'await bus.consume("g", { ...ignoreOthers, branchMerged: nothing });',
      'await bus.send(events.objectTypeCreated({ name: "User" }, { subject: "object_type/User", branch: "main" }));',
      'const f = (event: AnyEvent): string => event.type === "com.foundry.oms.objecttype.created" ? event.data.name : event.id;\nvoid f;',
      `await orders.consume("g", ${handlers(["paymentCompleted", "paymentFailed", "paymentFailedV2", "stockConfirmed", "stockReservationFailed", "stockReserved"])});`,
      'const type: EventType = "com.foundry.oms.branch.merged";\nvoid type;',
    ]),
  ).toEqual(["", "", "", "", "", ""]);
});

test("each mistake is told where it is, by the name of what is wrong", () => {
  const told = compile(mistakes.map(([, code]) => code));

  for (const [index, [what, , says]] of mistakes.entries())
    for (const words of says) expect(told[index], what).toContain(words);
});

/** What the compiler says of each piece, all in one run. */
function compile(pieces: readonly string[]): readonly string[] {
  for (const [index, code] of pieces.entries())
    writeFileSync(
      join(folder, `case${index}.ts`),
      `${head}${code}\nvoid [bus, orders, events, nothing, EventType, ignoreOthers, commerce];\nexport type { AnyEvent };\n`,
    );
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: "../../tsconfig.json",
      include: ["*.ts"],
      exclude: [],
      compilerOptions: { noUnusedLocals: false },
    }),
  );
  const { stdout } = spawnSync("tsc", ["--project", folder, "--pretty", "false"], {
    cwd: root,
    encoding: "utf8",
  });
  for (const index of pieces.keys()) rmSync(join(folder, `case${index}.ts`));
  const messages = stdout.split(/\n(?=\S)/);
  return pieces.map((_, index) =>
    messages.filter((message) => message.includes(`case${index}.ts(`)).join("\n"),
  );
}
