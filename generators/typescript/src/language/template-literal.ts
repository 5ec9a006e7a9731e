import { Code } from "@concordat/gen-core";
import { escaped } from "./unseen.ts";

/** A type of strings by how they begin and end: `` `x-${string}` ``. */
export function templateType(before: string, after: string): Code {
  return Code.of({ kind: "text", text: `\`${written(before)}\${string}${written(after)}\`` });
}

function written(text: string): string {
  return text.replace(/[\\`$]/g, "\\$&").replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, escaped);
}
