import assert from "node:assert/strict";
import { defineProperty } from "../property.ts";

const headers = {
  unicode: "größe 尺寸 🧭",
  empty: "",
  "white-space": "  two before, one after ",
  lines: "one\r\ntwo\tthree",
  percent: "100% %41 %zz",
  quote: '"quoted" \\ and , ; =',
  long: "x".repeat(8_192),
};

export const t22 = defineProperty({
  id: "T22",
  sentence: "header values arrive as they were: any text, none at all, eight kibibytes",
  async holds(world) {
    const transport = await world.open();
    const [address, group] = [await world.address(), world.group()];
    const came: Readonly<Record<string, string>>[] = [];
    await world.consume(transport, { group, addresses: [address] }, async (delivery) => {
      came.push(delivery.headers);
    });

    const messages = world.messages(address, 2);
    await world.store(
      transport,
      messages.map((message, index) => (index === 0 ? { ...message, headers } : message)),
    );
    await world.untilHandled(group, 2);

    const withHeaders = came.find((each) => "long" in each) ?? {};
    for (const [name, value] of Object.entries(headers)) assert.equal(withHeaders[name], value, name);
    assert.ok(
      came.some((each) => Object.keys(each).length === 0 || !("long" in each)),
      "the other one has none of them",
    );
    world.verify({ groups: { [group]: [address] } });
  },
});
