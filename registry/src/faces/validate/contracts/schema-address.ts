import type { SchemaMark } from "../formats/confluent-frame.ts";

export type SchemaAddress = {
  /** Without the slash in front. */
  readonly path: string;
} & (
  | { readonly mark: SchemaMark; readonly subject?: undefined }
  | { readonly mark?: undefined; readonly subject: string; readonly version: number }
  | { readonly mark?: undefined; readonly subject?: undefined }
);

/**
 * What an address says of a schema, whichever host it names: a registry is known by many names, and its paths are the
 * same under each. `undefined` for what is no address.
 */
export function addressIn(uri: string): SchemaAddress | undefined {
  const url = URL.parse(uri);
  if (url === null) return undefined;
  const path = url.pathname.slice(1);
  const [, id, guid, subject, version] = confluentPath.exec(path) ?? [];
  if (id !== undefined) return { path, mark: { id: Number(id) } };
  if (guid !== undefined) return { path, mark: { guid: guid.toLowerCase() } };
  if (subject === undefined) return { path };
  return { path, subject: decoded(subject), version: Number(version) };
}

const confluentPath =
  /^(?:confluent\/)?(?:schemas\/ids\/([0-9]{1,10})(?:\/schema)?|schemas\/guids\/([0-9a-fA-F-]{36})|subjects\/([^/]+)\/versions\/([0-9]{1,10})(?:\/schema)?)$/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
