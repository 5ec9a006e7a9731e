import { isObject, type Json, parseJson } from "@concordat/json";
import type { Answer } from "../http/exchange.ts";
import { isJson, mediaTypeOf } from "./media-type.ts";

/** What an answer says of a failure, on one line: it ends in messages and on terminals. */
export function said({ headers, body }: Answer): string {
  const type = mediaTypeOf(headers);
  if (isJson(type)) return printable(wordsOf(parsed(body)));
  return type === "text/html" ? "a page for people (HTML), as a proxy or a sign-in writes it" : "";
}

/** The code by which the registry names a failure, on either of its faces. */
export function codeIn({ headers, body }: Answer): string | undefined {
  const problem = isJson(mediaTypeOf(headers)) ? parsed(body) : undefined;
  if (problem === undefined || !isObject(problem)) return undefined;
  const code = problem.code ?? problem.error_code;
  return typeof code === "string" || typeof code === "number" ? printable(String(code)) : undefined;
}

/** `detail` of a problem (RFC 9457), `message` of the Confluent face. */
function wordsOf(problem: Json | undefined): string {
  if (problem === undefined || !isObject(problem)) return "";
  const { code, detail, hint, message } = problem;
  const words = typeof detail === "string" ? detail : message;
  if (typeof words !== "string") return "";
  return `${words}${typeof hint === "string" ? ` (${hint})` : ""}${typeof code === "string" ? ` [${code}]` : ""}`;
}

function parsed(body: Uint8Array): Json | undefined {
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

/** Without what could move a cursor or turn a line around. */
export function printable(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
  return clean.length > 500 ? `${clean.slice(0, 500)}…` : clean;
}
