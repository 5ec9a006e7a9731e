import { join } from "node:path";
import type { Io } from "../io.ts";

/** Where this user's programs keep what can be had again; `undefined` where the system names no such place. */
export function cacheFolder({ env }: Pick<Io, "env">): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA, HOME } = env;
  const caches = XDG_CACHE_HOME || LOCALAPPDATA || (HOME ? join(HOME, ".cache") : undefined);
  return caches === undefined ? undefined : join(caches, "concordat", "registry");
}
