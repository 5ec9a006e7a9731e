/** How one module of a package names another: both are paths from the same folder, with forward slashes. */
export function importSpecifier(from: string, to: string, extension: ".ts" | ".js"): string {
  const here = from.split("/").slice(0, -1);
  const there = to.split("/");
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const up = here.slice(shared).map(() => "..");
  const way = [...(up.length === 0 ? ["."] : up), ...there.slice(shared)].join("/");
  return way.replace(/\.ts$/, extension);
}
