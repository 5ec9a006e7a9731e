import { expect, test } from "vitest";
import { loadProject } from "../../core/commands/load-project.ts";
import { readProject } from "../../core/read-project.ts";
import { createRegistry } from "../../core/registry.ts";
import { createServer } from "../../server.ts";
import { createMemoryStore } from "../../store/memory.ts";
import { checkedServer } from "../../testing/checked-server.ts";
import { repository } from "../../testing/snapshots.ts";

test("of the shipped catalogue it is told who sends and who receives, also where a contract is a part of another", async () => {
  const { loading } = readProject(repository);
  const registry = await createRegistry({ store: createMemoryStore() });
  if (loading !== undefined) await registry.execute(loadProject(loading), { actor: "registry" });
  const server = await createServer({ registry });
  const send = await checkedServer(server);
  const of = async (subject: string) =>
    (await send({ url: `/v1/contracts/${subject}/operations` })).json().operations as readonly {
      readonly name: string;
      readonly direction: string;
      readonly address: string | null;
      readonly messages: readonly { readonly isPart: boolean }[];
    }[];

  const placed = await of("commerce.order.placed");
  expect(placed.map(({ name, direction }) => [name, direction])).toContainEqual([
    "receiveOrderPlacedInPayment",
    "receive",
  ]);
  expect(placed.some(({ direction }) => direction === "send")).toBe(true);
  expect(placed.every(({ address }) => typeof address === "string")).toBe(true);
  await server.close();
});
