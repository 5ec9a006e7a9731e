import { isArray, isObject, type Json, parsePointer } from "@concordat/json";

/**
 * The document with the value at the pointer replaced; everything beside the way there is shared. A pointer that
 * leads nowhere changes nothing.
 */
export function replaceAt(document: Json, pointer: string, replacement: Json): Json {
  const tokens = parsePointer(pointer) ?? [];
  const way: Json[] = [document];
  for (const token of tokens) {
    const parent = way.at(-1) ?? null;
    const child = isArray(parent) ? parent[Number(token)] : isObject(parent) ? parent[token] : undefined;
    if (child === undefined) return document;
    way.push(child);
  }
  return tokens.reduceRight<Json>((below, token, depth) => {
    const parent = way[depth] ?? null;
    return isArray(parent) ? parent.with(Number(token), below) : { ...asObject(parent), [token]: below };
  }, replacement);
}

function asObject(value: Json): { readonly [name: string]: Json } {
  return isObject(value) ? value : {};
}
