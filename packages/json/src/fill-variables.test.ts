import { expect, test } from "vitest";
import { fillVariables } from "./fill-variables.ts";

const written = (name: string) => `$\{${name}}`;

test("every text gets its values, names of members stay as they are", () => {
  const value = { [written("A")]: [`${written("A")}-${written("B")}`, 1, null], deep: { er: written("B") } };

  expect(fillVariables(value, (name) => name.toLowerCase())).toEqual({
    [written("A")]: ["a-b", 1, null],
    deep: { er: "b" },
  });
});

test("a doubled sign stands for the text itself, and a value brings in no others", () => {
  expect(fillVariables([`$${written("A")}`, written("A")], () => written("B"))).toEqual([
    written("A"),
    written("B"),
  ]);
});

test("who answers is told where the text stands", () => {
  const asked: string[] = [];
  fillVariables({ tls: { "a/b": [written("CA")] } }, (name, pointer) => {
    asked.push(`${name} at ${pointer}`);
    return "";
  });

  expect(asked).toEqual(["CA at /tls/a~1b/0"]);
});
