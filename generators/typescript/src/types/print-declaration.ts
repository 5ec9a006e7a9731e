import { type Code, code, type Declaration, join, newline } from "@concordat/gen-core";
import { typescript } from "../language/typescript.ts";
import { docLines } from "./doc-lines.ts";
import { membersOf, printType, type TypePrinting } from "./print-type.ts";

/** An interface for an object, since editors show it by its name; an alias for anything else. */
export function printDeclaration({ type, docs }: Declaration, name: string, printing: TypePrinting): Code {
  const comment = typescript.docComment(docLines(docs, { withTitle: true }));
  const identifier = typescript.identifier(name);
  if (type.kind !== "object")
    return code`
      ${comment}
      export type ${identifier} = ${printType(type, printing)};`;
  const members = membersOf(type, printing).map((member) => code`${member};`);
  return code`
    ${comment}
    export interface ${identifier} {
      ${join(members, newline)}
    }`;
}

/** The same type under another name. */
export function printAlias(name: string, of: Code): Code {
  return code`export type ${typescript.identifier(name)} = ${of};`;
}
