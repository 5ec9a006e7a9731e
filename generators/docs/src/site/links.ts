/** Addresses of the site's pages as one of them links to them: relative, so that the site works from files too. */
export type Links = {
  contract(path: string, fragment?: string): string;
  version(id: string): string;
  channel(name: string): string;
  application(name: string): string;
  /** Any file by its path from the site's root. */
  file(path: string, fragment?: string): string;
};

/** Where each page lies, from the site's root. */
export type Places = {
  contract(path: string): string;
  /** The document of a version, as it was written. */
  schema(id: string): string;
  channel(name: string): string;
  application(name: string): string;
};

export function linksFrom(page: string, places: Places): Links {
  const folder = page.slice(0, page.lastIndexOf("/") + 1);
  const up = "../".repeat(folder.split("/").length - 1);
  const file = (path: string, fragment?: string) => {
    const address = path.startsWith(folder) ? path.slice(folder.length) : up + path;
    return fragment === undefined ? address : `${address}#${fragment}`;
  };
  return {
    file,
    contract: (path, fragment) => file(places.contract(path), fragment),
    version: (id) =>
      file(places.contract(id.slice(0, id.lastIndexOf("/"))), `v${id.slice(id.lastIndexOf("/") + 1)}`),
    channel: (name) => file(places.channel(name)),
    application: (name) => file(places.application(name)),
  };
}
