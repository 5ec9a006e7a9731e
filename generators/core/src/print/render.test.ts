import { expect, test } from "vitest";
import { Code, group, indent, join, lineOrNothing, lineOrSpace, newline, whenBroken } from "./code.ts";
import { render } from "./render.ts";
import { code } from "./template.ts";

const layout = { indent: "  ", width: 20 };
const text = (words: string) => Code.of({ kind: "text", text: words });
const list = (...items: readonly string[]) =>
  group(
    text("["),
    indent(lineOrNothing, join(items.map(text), join([text(","), lineOrSpace]))),
    whenBroken(","),
    lineOrNothing,
    text("]"),
  );

test("a group stands on one line where it fits, and breaks at all its lines where it does not", () => {
  expect(render(list("one", "two"), layout).text).toBe("[one, two]\n");
  expect(render(list("eleven", "twelve", "thirteen"), layout).text).toBe(
    "[\n  eleven,\n  twelve,\n  thirteen,\n]\n",
  );
});

test("what follows a group up to the end of the line needs room as well", () => {
  expect(render(join([list("one", "two"), text("; // 12345")]), layout).text).toBe("[one, two]; // 12345\n");
  expect(render(join([list("one", "two"), text("; // 123456")]), layout).text).toBe(
    "[\n  one,\n  two,\n]; // 123456\n",
  );
  expect(render(join([list("one", "two"), newline, text("; // 123456")]), layout).text).toBe(
    "[one, two]\n; // 123456\n",
  );
});

test("a line that must end breaks the groups around it", () => {
  expect(render(group(text("a"), lineOrSpace, text("b"), newline, text("c")), layout).text).toBe("a\nb\nc\n");
});

test("an outer group breaks before an inner one", () => {
  const outer = group(
    text("("),
    indent(lineOrNothing, list("one", "two"), text(","), lineOrSpace, list("three", "four")),
    lineOrNothing,
    text(")"),
  );
  expect(render(outer, layout).text).toBe("(\n  [one, two],\n  [three, four]\n)\n");
});

test("what is imported is told once, and as a value where it is needed as one anywhere", () => {
  const imported = (typeOnly: boolean) =>
    Code.of({ kind: "import", import: { name: "Bus", from: "@concordat/runtime", typeOnly } });
  const { text: printed, imports } = render(code`${imported(true)} ${imported(false)}`, layout);

  expect(printed).toBe("Bus Bus\n");
  expect(imports).toEqual([{ name: "Bus", from: "@concordat/runtime", typeOnly: false }]);
});
