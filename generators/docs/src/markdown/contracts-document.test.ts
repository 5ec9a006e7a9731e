import { expect, test } from "vitest";
import { hostileWords } from "../testing/hostile-words.ts";
import { channel, message, model, operation, shippedModel, version } from "../testing/models.ts";
import { contractsDocument } from "./contracts-document.ts";

const document = contractsDocument(shippedModel(), "npm run generate");

test("every contract has a section with its members, its producer and its consumers", () => {
  const { contracts } = shippedModel();
  const paths = new Set(contracts.map(({ contract }) => contract));

  for (const path of paths) expect(document).toContain(`\n### ${path}\n`);
  expect(document.match(/^### /gm)).toHaveLength(paths.size);
  const placed = document.slice(
    document.indexOf("### commerce/order/placed"),
    document.indexOf("### commerce/payment/completed"),
  );
  for (const words of [
    "order-service sends it on `order.placed`",
    "payment-service receives it on `order.placed`",
    "inventory-service receives it on `order.placed`",
    "| `items[].skuId` | string | required |",
    "- versions: 1.0.0, 1.1.0",
  ])
    expect(placed).toContain(words);
});

test("every link leads to a heading", () => {
  const anchors = new Set(
    [...document.matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) => text.replace(/[^\p{L}\p{N}_ -]/gu, "")),
  );

  const links = [...document.matchAll(/\]\(#([^)]*)\)/g)].map(([, link]) => link ?? "");
  expect(links.length).toBe(87);
  for (const link of links) expect(anchors).toContain(link);
});

test.each(hostileWords)("%j stays a word of its cell", (word) => {
  const on = channel(word, ["m"]);
  const text = contractsDocument(
    model({
      info: { title: word, version: word, asyncapi: "3.1.0", tags: [] },
      contracts: [
        version(
          "shop/order/1.0.0",
          { properties: { [word]: { enum: [word], pattern: word, description: word } } },
          { title: word, description: word, owner: word, type: word, key: word },
        ),
      ],
      channels: [on],
      messages: [message("m", { payload: { kind: "contract", contract: "shop/order/1.0.0" } })],
      operations: [operation(word, "send", on)],
    }),
    "c",
  );

  const bare = text.replace(/^<!-- .*-->$/m, "").replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
  expect(bare).not.toMatch(/(?<!\\)[<>]/);
  // The only links are our own; a bracket of anybody else's is escaped.
  expect(bare.replace(/\[\]\(#[a-z]+\)/g, "")).not.toMatch(/(?<!\\)\]\(/);
  expect(text).not.toMatch(/(?![\n\u200c\u200d])[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}]/u);
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.includes("---"));
  expect(rows.map((row) => row.match(/(?<!\\)\|/g)?.length)).toEqual([6, 6, 5, 5]);
});
