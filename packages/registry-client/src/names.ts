/**
 * The path of a version's document at a registry, whichever way it is named: `commerce/order/placed/1.2.0`, the same
 * dotted or with the version apart, or its `$id`. `undefined` where the words can name no document: whoever validates
 * events of strangers asks about what strangers wrote, and no such words may become another request.
 */
export function documentPath(
  name: string,
  version: string | undefined,
  base: string | undefined,
): string | undefined {
  const path = /^https?:\/\//.test(name) ? pathOfUri(name, base) : name;
  const contract = path?.includes("/") ? path : path?.replaceAll(".", "/");
  const id = version === undefined ? path : `${contract}/${version}`;
  return id !== undefined && id.length <= 250 && /^([a-z0-9]+(-[a-z0-9]+)*\/)+\d+\.\d+\.\d+$/.test(id)
    ? id
    : undefined;
}

/** Without a base the whole path counts, as it does where the base is a host. */
function pathOfUri(uri: string, base: string | undefined): string | undefined {
  const tail =
    base === undefined
      ? URL.canParse(uri)
        ? new URL(uri).pathname.slice(1)
        : undefined
      : uri.startsWith(base)
        ? uri.slice(base.length)
        : undefined;
  return tail?.replace(/\.json$/, "");
}
