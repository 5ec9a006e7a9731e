import {
  type Code,
  code,
  group,
  indent,
  join,
  type ListType,
  lineOrNothing,
  lineOrSpace,
  newline,
  type ObjectType,
  type Type,
  whenBroken,
} from "@concordat/gen-core";
import { templateType } from "../language/template-literal.ts";
import { memberName, typescript } from "../language/typescript.ts";
import { docLines } from "./doc-lines.ts";
import { type IndexSignature, isInherited, typescriptObject, type UnknownMembers } from "./members.ts";

export type TypePrinting = {
  readonly nameOf: (key: string) => Code;
  readonly unknownMembers: UnknownMembers;
  readonly listBounds: "said" | "left-out";
};

/** How much a type must hold together: as it is, in front of `[]` or `?`, or beside `&`. */
type Binding = "loose" | "tight";

export function printType(type: Type, printing: TypePrinting, binding: Binding = "loose"): Code {
  switch (type.kind) {
    case "unknown":
    case "never":
    case "null":
    case "boolean":
    case "string":
    case "number":
      return words[type.kind];
    case "literal":
      return typescript.literal(type.value);
    case "reference":
      return printing.nameOf(type.to);
    case "object":
      return printObject(type, printing);
    case "list":
      return printList(type, printing, binding);
    case "union":
      return unionCode(
        type.of.map((each) => printType(each, printing)),
        binding,
      );
    case "intersection":
      return bracketed(
        join(
          type.of.map((each) => printType(each, printing, "tight")),
          code` & `,
        ),
        binding,
      );
  }
}

const words = {
  unknown: code`unknown`,
  never: code`never`,
  null: code`null`,
  boolean: code`boolean`,
  string: code`string`,
  number: code`number`,
};

function unionCode(types: readonly Code[], binding: Binding): Code {
  const [only] = types;
  if (types.length === 1 && only !== undefined) return only;
  const alternatives = join(
    types.map((type) => indent(type)),
    join([lineOrSpace, code`| `]),
  );
  if (binding === "tight")
    return group(code`(`, indent(lineOrNothing, whenBroken("| "), alternatives), lineOrNothing, code`)`);
  return group(indent(lineOrNothing, whenBroken("| "), alternatives));
}

function bracketed(type: Code, binding: Binding): Code {
  return binding === "tight" ? code`(${type})` : type;
}

const mostCounted = 6;

function printList(list: ListType, printing: TypePrinting, binding: Binding): Code {
  const { first, rest, atLeast, atMost = Number.POSITIVE_INFINITY } = list;
  const isBounded = printing.listBounds === "said" && (atLeast > 0 || atMost <= mostCounted);
  if (rest !== undefined && first.length === 0 && !isBounded)
    return bracketed(code`readonly ${printType(rest, printing, "tight")}[]`, binding);
  const items = first.map((type, index) => item(type, index < atLeast, printing));
  if (rest !== undefined) {
    const isEnded = isBounded && atMost <= mostCounted;
    const counted = isEnded ? atMost : isBounded ? Math.min(atLeast, mostCounted) : 0;
    for (let index = first.length; index < counted; index += 1)
      items.push(item(rest, index < atLeast, printing));
    if (!isEnded) items.push(code`...${printType(rest, printing, "tight")}[]`);
  }
  return bracketed(code`readonly ${tuple(items)}`, binding);
}

function item(type: Type, isRequired: boolean, printing: TypePrinting): Code {
  return isRequired ? printType(type, printing) : code`${printType(type, printing, "tight")}?`;
}

function tuple(items: readonly Code[]): Code {
  if (items.length === 0) return code`[]`;
  const inside = join(items, join([code`,`, lineOrSpace]));
  return group(code`[`, indent(lineOrNothing, inside), whenBroken(","), lineOrNothing, code`]`);
}

function printObject(type: ObjectType, printing: TypePrinting): Code {
  const members = printMembers(type, printing);
  const isLong = type.members.length > 0;
  const between = isLong ? newline : lineOrSpace;
  const inside = join(members, join([code`;`, between]));
  return group(code`{`, indent(between, inside), whenBroken(";"), between, code`}`);
}

/** The members of an object type, each without the `;` behind it. */
export function printMembers(type: ObjectType, printing: TypePrinting): readonly Code[] {
  const { members, indexes } = typescriptObject(type, printing.unknownMembers);
  return [
    ...members.map(({ name, type: ofMember, isRequired, docs }) => {
      const optional = isRequired ? undefined : code`?`;
      const types = [printType(ofMember, printing)];
      return code`
        ${typescript.docComment(docLines(docs))}
        readonly ${memberName(name)}${optional}: ${isRequired ? types : besideInherited(name, ofMember, printing)}`;
    }),
    ...indexes.map((index) => printIndex(index, printing)),
  ];
}

function besideInherited(name: string, type: Type, printing: TypePrinting): Code {
  if (!isInherited(name) || type.kind === "unknown") return printType(type, printing);
  const types = type.kind === "union" ? type.of : type.kind === "never" ? [] : [type];
  return unionCode([...types.map((each) => printType(each, printing)), fromObject(name)], "loose");
}

function fromObject(name: string): Code {
  return code`Object[${typescript.literal(name)}]`;
}

function printIndex({ names, types, optional }: IndexSignature, printing: TypePrinting): Code {
  const key = names === undefined ? code`string` : templateType(names.before, names.after);
  const flat = types.flatMap((type) => (type.kind === "union" ? type.of : [type]));
  const isAnything = flat.some(({ kind }) => kind === "unknown");
  const left = flat.length > 1 || optional.length > 0 ? flat.filter(({ kind }) => kind !== "never") : flat;
  const beside =
    isAnything || optional.length === 0
      ? []
      : [code`undefined`, ...optional.filter(isInherited).map(fromObject)];
  const all = isAnything ? [{ kind: "unknown" } as const] : left;
  return code`readonly [name: ${key}]: ${unionCode([...all.map((type) => printType(type, printing)), ...beside], "loose")}`;
}
