import { readFileSync } from "node:fs";

/** The manifest lies one folder above the sources in the repository, and beside the built files in a package. */
export function version(): string {
  for (const place of ["../package.json", "./package.json"]) {
    const manifest = read(new URL(place, import.meta.url));
    if (manifest?.name === "concordat") return manifest.version;
  }
  return "unknown";
}

function read(url: URL): { readonly name: string; readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(url, "utf8"));
  } catch {
    return undefined;
  }
}
