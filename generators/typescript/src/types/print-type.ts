import {
  type Code,
  type Declaration,
  group,
  indent,
  join,
  lineOrSpace,
  newline,
  type ObjectType,
  type Type,
  whenBroken,
} from "@concordat/gen-core";
import { tokens } from "../language/tokens.ts";
import { typescript } from "../language/typescript.ts";
import type { UnknownMembers } from "./members.ts";
import { printList } from "./print-list.ts";
import { printMembers } from "./print-members.ts";
import { toldApart } from "./told-apart.ts";
import { type Binding, bracketed, unionCode } from "./union-code.ts";

/** What a type cannot know of itself when it is printed. */
export type TypePrinting = {
  readonly nameOf: (key: string) => Code;
  /** What a name stands for. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  readonly unknownMembers: UnknownMembers;
  readonly listBounds: "said" | "left-out";
};

/** A type as it is written where it is used. */
export function printType(type: Type, printing: TypePrinting, binding: Binding = "loose"): Code {
  const print = (inside: Type, held: Binding) => printType(inside, printing, held);
  switch (type.kind) {
    case "unknown":
    case "never":
    case "null":
    case "boolean":
    case "string":
    case "number":
      return tokens[type.kind];
    case "literal":
      return typescript.literal(type.value);
    case "reference":
      return printing.nameOf(type.to);
    case "object":
      return printObject(type, printing);
    case "list":
      return bracketed(printList(type, printing.listBounds === "said", print), binding);
    case "union": {
      const resolve = (each: Type) =>
        each.kind === "reference" ? printing.declarations.get(each.to)?.type : each;
      const types = toldApart(type, resolve).map((each) => print(each, "loose"));
      return unionCode(types, binding);
    }
    case "intersection": {
      const types = type.of.map((each) => print(each, "tight"));
      return bracketed(join(types, tokens.and), binding);
    }
  }
}

function printObject(type: ObjectType, printing: TypePrinting): Code {
  const members = membersOf(type, printing);
  const between = type.members.length > 0 ? newline : lineOrSpace;
  const inside = join(members, join([tokens.semicolon, between]));
  return group(tokens.openBrace, indent(between, inside), whenBroken(";"), between, tokens.closeBrace);
}

/** What stands between the braces of an object type, each piece without the `;` behind it. */
export function membersOf(type: ObjectType, printing: TypePrinting): readonly Code[] {
  return printMembers(type, printing.unknownMembers, (inside, held) => printType(inside, printing, held));
}
