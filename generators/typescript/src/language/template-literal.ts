import { Code } from "@concordat/gen-core";

/** A type of strings by how they begin and end: `` `x-${string}` ``. */
export function templateType(before: string, after: string): Code {
  return Code.of({ kind: "text", text: `\`${escaped(before)}\${string}${escaped(after)}\`` });
}

function escaped(text: string): string {
  return text
    .replace(/[\\`$]/g, "\\$&")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) =>
      Array.from(
        { length: character.length },
        (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
      ).join(""),
    );
}
