import { defineRule, one } from "../lint/rule.ts";

export const identity = defineRule({
  id: "identity",
  code: "SCHEMA_ID",
  severity: "error",
  scope: "contract",
  sentence: "The path of the file, its version and the tail of its $id are the same words.",
  reason:
    "One identity serves the reader of files, the resolver of references and the registry. Where they differ, a relative reference means one thing here and another there.",
  remedy: "write the $id that the path gives",
  bad: {
    ...one(`{ "$id": «"https://schemas.example/shop/order/placed/1.1.0.json"» }`),
    at: "/$id",
  },
  good: one(`{ "$id": "https://schemas.example/shop/order/placed/1.0.0.json" }`),
  *check({ contract, world }) {
    const { uri, document } = contract;
    const id = document.$id;
    const isElsewhere = typeof id === "string" && id !== uri;
    if (isElsewhere)
      yield {
        at: "/$id",
        message: `the file's path makes it ${uri}, and its $id says ${id}`,
        hint: `write ${uri}, or move the file to where its $id says`,
      };
    for (const trouble of world.troubles("SCHEMA_ID"))
      if (trouble.contract === contract && !(isElsewhere && trouble.at === "/$id")) yield trouble;
  },
});
