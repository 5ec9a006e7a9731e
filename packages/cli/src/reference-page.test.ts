import { expect, test } from "vitest";
import { referencePage } from "./reference-page.ts";
import { verbs } from "./verbs/index.ts";

test("every command has its section in the reference, in the order of the list", async () => {
  const sections = [...(await referencePage()).matchAll(/^## (\w+)$/gm)].map(([, name]) => name);

  expect(sections).toEqual(verbs.map(({ name }) => name));
});

test("what the list says of a command is what the command says of itself", async () => {
  const loaded = await Promise.all(verbs.map(({ load }) => load()));

  expect(loaded.map(({ name, summary }) => ({ name, summary }))).toEqual(
    verbs.map(({ name, summary }) => ({ name, summary })),
  );
});
