import type { Type } from "@concordat/gen-core";

/** Whether TypeScript surely takes a value of the one type for the other. No means: not surely. */
export function isSurelyAssignable(from: Type, to: Type): boolean {
  if (from === to || to.kind === "unknown" || from.kind === "never") return true;
  if (from.kind === "union") return from.of.every((each) => isSurelyAssignable(each, to));
  if (to.kind === "union") return to.of.some((each) => isSurelyAssignable(from, each));
  if (from.kind === "literal")
    return to.kind === "literal" ? to.value === from.value : to.kind === typeof from.value;
  if (from.kind === "reference") return to.kind === "reference" && to.to === from.to;
  if (from.kind === "list" && to.kind === "list") {
    if (to.first.length > 0 || to.atLeast > 0 || to.atMost !== undefined || to.rest === undefined)
      return false;
    const { rest } = to;
    return [...from.first, ...(from.rest === undefined ? [] : [from.rest])].every((each) =>
      isSurelyAssignable(each, rest),
    );
  }
  const isPlain =
    from.kind === "null" || from.kind === "boolean" || from.kind === "number" || from.kind === "string";
  return isPlain && to.kind === from.kind;
}

/** Whether its text is short enough to stand twice. */
export function isShort(type: Type): boolean {
  switch (type.kind) {
    case "object":
      return (
        type.members.length === 0 &&
        type.patterns.length === 0 &&
        (type.others.are !== "typed" || isShort(type.others.type))
      );
    case "list":
      return [...type.first, ...(type.rest === undefined ? [] : [type.rest])].every(isShort);
    case "union":
    case "intersection":
      return type.of.length <= mostShort && type.of.every(isShort);
    default:
      return true;
  }
}

const mostShort = 12;
