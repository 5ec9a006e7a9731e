import { isArray, isObject, type Json } from "./json.ts";

/**
 * JSON Pointer (RFC 6901), in its string form: `""` is the whole value, `/a~1b/0` the first element of member `a/b`.
 *
 * `undefined` means that the text is no pointer: it neither is empty nor begins with `/`, or a `~` stands alone.
 */
export function parsePointer(text: string): readonly string[] | undefined {
  if (text === "") return [];
  if (!text.startsWith("/") || /~(?![01])/.test(text)) return undefined;
  // `~1` first: `~01` stands for `~1`, not for `/`.
  return text
    .slice(1)
    .split("/")
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

export function formatPointer(tokens: readonly (string | number)[]): string {
  return appendToPointer("", ...tokens);
}

/** One or more steps further down: `appendToPointer("/properties", "a/b")` is `/properties/a~1b`. */
export function appendToPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  return tokens.reduce<string>((sofar, token) => `${sofar}/${escapeToken(String(token))}`, pointer);
}

/** The value that the pointer leads to; `undefined` where it leads nowhere or is no pointer. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  const tokens = parsePointer(pointer);
  return tokens && follow(value, tokens);
}

/** The same for a pointer that was parsed before. */
export function follow(value: Json, tokens: readonly string[]): Json | undefined {
  let found: Json | undefined = value;
  for (const token of tokens) {
    if (found === undefined) return undefined;
    found = child(found, token);
  }
  return found;
}

/** `0`, or digits that do not begin with a zero; `-`, the place after the last element, holds no value. */
export function arrayIndex(token: string): number | undefined {
  return /^(?:0|[1-9]\d*)$/.test(token) ? Number(token) : undefined;
}

function child(parent: Json, token: string): Json | undefined {
  if (isArray(parent)) return parent[arrayIndex(token) ?? -1];
  return isObject(parent) && Object.hasOwn(parent, token) ? parent[token] : undefined;
}

function escapeToken(token: string): string {
  // Next to no token has to be, and documents have thousands of them.
  if (!token.includes("~") && !token.includes("/")) return token;
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}
