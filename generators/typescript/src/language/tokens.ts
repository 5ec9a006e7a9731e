import { Code, join, lineOrSpace } from "@concordat/gen-core";

/** The punctuation and the words of types, made once: a template takes its time, and types are made of thousands of these. */
export const tokens = {
  unknown: token("unknown"),
  never: token("never"),
  null: token("null"),
  boolean: token("boolean"),
  string: token("string"),
  number: token("number"),
  undefined: token("undefined"),
  readonly: token("readonly "),
  question: token("?"),
  colon: token(": "),
  spread: token("..."),
  brackets: token("[]"),
  openParenthesis: token("("),
  closeParenthesis: token(")"),
  openBracket: token("["),
  closeBracket: token("]"),
  openBrace: token("{"),
  closeBrace: token("}"),
  openIndex: token("[name: "),
  inherited: token("Object["),
  semicolon: token(";"),
  comma: join([token(","), lineOrSpace]),
  bar: join([lineOrSpace, token("| ")]),
  and: token(" & "),
} satisfies Record<string, Code>;

function token(text: string): Code {
  return Code.of({ kind: "text", text });
}
