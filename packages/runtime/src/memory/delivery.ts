import type { Delivery } from "../ports/transport.ts";
import { HandedOut } from "../transport/handed-out.ts";
import type { Handout } from "../transport/handout.ts";
import type { Parcel } from "./backlog.ts";
import { decodeContent, ownHeaders } from "./encoding.ts";

/** What a handler gets: decoded anew for each delivery, so that nobody can change what another one gets. */
export function deliveryOf(handout: Handout<Parcel>, group: string, receivedAt: number): Delivery {
  const { message, attempts } = handout.parcel;
  return new HandedOut({
    address: message.address,
    group,
    key: message.key,
    attempt: attempts,
    position: String(message.sequence),
    receivedAt,
    raw: message.raw,
    decode: decodeContent,
    ownHeaders,
    handout,
  });
}
