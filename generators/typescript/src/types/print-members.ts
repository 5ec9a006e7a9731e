import { type Code, join, newline, type ObjectType, type Type } from "@concordat/gen-core";
import { templateType } from "../language/template-literal.ts";
import { tokens } from "../language/tokens.ts";
import { memberName, typescript } from "../language/typescript.ts";
import { docLines } from "./doc-lines.ts";
import { type IndexSignature, isInherited, typescriptObject, type UnknownMembers } from "./members.ts";
import { type Binding, unionCode } from "./union-code.ts";

type Print = (type: Type, binding: Binding) => Code;

/** What stands between the braces of an object type, each piece without the `;` behind it. */
export function printMembers(
  type: ObjectType,
  unknownMembers: UnknownMembers,
  print: Print,
): readonly Code[] {
  const { members, indexes } = typescriptObject(type, unknownMembers);
  return [
    ...members.map(({ name, type: ofMember, isRequired, docs }) => {
      const lines = docLines(docs);
      const comment = lines.length === 0 ? [] : [typescript.docComment(lines), newline];
      const head = [
        tokens.readonly,
        memberName(name),
        ...(isRequired ? [] : [tokens.question]),
        tokens.colon,
      ];
      const printed = isRequired ? print(ofMember, "loose") : besideInherited(name, ofMember, print);
      return join([...comment, ...head, printed]);
    }),
    ...indexes.map((index) => printIndex(index, print)),
  ];
}

function besideInherited(name: string, type: Type, print: Print): Code {
  if (!isInherited(name) || type.kind === "unknown") return print(type, "loose");
  const types = type.kind === "union" ? type.of : type.kind === "never" ? [] : [type];
  return unionCode([...types.map((each) => print(each, "loose")), fromObject(name)], "loose");
}

/** The type that `Object.prototype` has under this name. */
function fromObject(name: string): Code {
  return join([tokens.inherited, typescript.literal(name), tokens.closeBracket]);
}

function printIndex({ names, types, optional }: IndexSignature, print: Print): Code {
  const key = names === undefined ? tokens.string : templateType(names.before, names.after);
  const head = [tokens.readonly, tokens.openIndex, key, tokens.closeBracket, tokens.colon];
  const flat = types.flatMap((type) => (type.kind === "union" ? type.of : [type]));
  if (flat.some(({ kind }) => kind === "unknown")) return join([...head, tokens.unknown]);
  const told = flat.filter(({ kind }) => kind !== "never").map((type) => print(type, "loose"));
  const absent =
    optional.length === 0 ? [] : [tokens.undefined, ...optional.filter(isInherited).map(fromObject)];
  const all = [...told, ...absent];
  return join([...head, all.length === 0 ? tokens.never : unionCode(all, "loose")]);
}
