import type { Durability, Logger } from "@concordat/runtime";
import { isForbidden } from "@concordat/runtime/transport";
import type { Asker } from "./link/asker.ts";
import type { Driver } from "./link/link.ts";

const order: readonly Durability[] = ["none", "process-crash", "power-loss"];

/**
 * What an acknowledged message survives, by the settings of the server. Snapshots (RDB) are written now and then, so they promise nothing of
 * the last message; the append-only file is in the hands of the system after each command, and on the disk once a second or after each one.
 *
 * A server that does not tell, since this user may not ask, is believed to be what the setting says.
 */
export async function durabilityOf(
  asker: Asker,
  driver: Driver,
  { wanted, logger }: { readonly wanted: Durability | undefined; readonly logger: Logger },
): Promise<Durability> {
  const told = await askServer(asker, driver);
  if (told === undefined) {
    if (wanted === undefined)
      logger.warn(
        "Redis does not tell what it keeps, so nothing is promised; say it with the setting `durability`",
        {},
      );
    return wanted ?? "none";
  }
  if (wanted !== undefined && order.indexOf(wanted) > order.indexOf(told))
    logger.warn("Redis keeps less than is wanted: see `appendonly` and `appendfsync`", { wanted, told });
  return told;
}

async function askServer(asker: Asker, driver: Driver): Promise<Durability | undefined> {
  try {
    const [appendOnly, fsync] = [await setting(asker, "appendonly"), await setting(asker, "appendfsync")];
    if (appendOnly === undefined) return undefined;
    if (appendOnly !== "yes") return "none";
    return fsync === "always" ? "power-loss" : "process-crash";
  } catch (error) {
    // Forbidden by an access list, or renamed, as hosted servers do.
    if (isForbidden(error) || driver.refusalOf(error) !== undefined) return undefined;
    throw error;
  }
}

async function setting(asker: Asker, name: string): Promise<string | undefined> {
  const [, value] = (await asker.ask(["CONFIG", "GET", name])) as readonly string[];
  return value;
}
