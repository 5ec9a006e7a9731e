import { transportErrors } from "@concordat/runtime";
import { transport } from "./transport-name.ts";

/** A pattern of EventBridge has room for two thousand letters, and the address is one part of it. */
const longest = 512;

/** Throws TRANSPORT_ADDRESS. Any text will do that is there and not endless: it travels in the detail, not in a name. */
export function checkAddress(address: string): void {
  if (address !== "" && address.length <= longest) return;
  const trouble =
    address === "" ? "it is empty" : `it has ${address.length} letters, and ${longest} are the most`;
  throw transportErrors.TRANSPORT_ADDRESS({ transport, address, trouble });
}
