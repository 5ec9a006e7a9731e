import type { Asker } from "../link/asker.ts";
import type { Driver } from "../link/link.ts";
import type { Address } from "./address.ts";
import { missingStream } from "./streams.ts";

/** Gives a group its place at each stream of an address. Where it has one, that is where it goes on. */
export async function provideGroup(
  asker: Asker,
  driver: Driver,
  {
    address,
    group,
    from,
  }: { readonly address: Address; readonly group: string; readonly from: "new" | "start" },
): Promise<void> {
  const start = from === "new" ? "$" : "0";
  await Promise.all(
    address.streams.map((stream) => createGroup(asker, driver, { address, stream, group, start })),
  );
}

export async function createGroup(
  asker: Asker,
  driver: Driver,
  place: {
    readonly address: Address;
    readonly stream: string;
    readonly group: string;
    readonly start: string;
  },
): Promise<void> {
  const { address, stream, group, start } = place;
  try {
    await asker.ask(["XGROUP", "CREATE", stream, group, start]);
  } catch (error) {
    const said = driver.refusalOf(error);
    if (said?.startsWith("BUSYGROUP")) return;
    if (said?.includes("requires the key to exist")) throw missingStream(address, stream);
    throw error;
  }
}
