/** One text for what tells events apart. With the length in front, no two pairs have one name. */
export function identityName({ source, id }: { readonly source: string; readonly id: string }): string {
  return `${source.length}:${source}${id}`;
}
