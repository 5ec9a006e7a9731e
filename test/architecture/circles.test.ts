import { expect, test } from "vitest";
import { shortestCircles } from "./circles.ts";

test.each([
  ["a tree has none", "ab ac bd cd", []],
  ["a node that leads to itself", "aa ab", ["a"]],
  ["two nodes", "ab ba", ["ab"]],
  ["of a knot only its shortest", "ab bc ca cd dc", ["cd"]],
  ["separate knots each show one", "ab ba bc cd de ec", ["ab", "cde"]],
])("%s", (_, arrows, expected) => {
  const edges = arrows.split(" ").map((arrow) => [...arrow]);
  const nodes = [...new Set(edges.flat())].sort();
  const next = (node: string) => edges.filter(([from]) => from === node).map(([, to = ""]) => to);

  expect(shortestCircles(nodes, next).map((circle) => circle.join(""))).toEqual(expected);
});
