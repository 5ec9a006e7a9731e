import type { Delivery } from "../ports/transport.ts";
import type { Handout } from "../transport/handout.ts";
import { copyOfRaw } from "../transport/raw-copy.ts";
import type { Parcel } from "./backlog.ts";
import { decodeContent, ownHeaders } from "./encoding.ts";

/**
 * What a handler gets: decoded anew for each delivery, so that nobody can change what another one gets. Plain members: with
 * accessors of its own the object would cost more than all the rest of a delivery.
 */
export function deliveryOf(handout: Handout<Parcel>, group: string, receivedAt: number): Delivery {
  const { message, attempts } = handout.parcel;
  const { raw } = message;
  return {
    address: message.address,
    group,
    key: message.key,
    attempt: attempts,
    content: decodeContent(raw),
    headers: ownHeaders(raw.headers),
    raw: copyOfRaw(raw),
    position: String(message.sequence),
    receivedAt,
    signal: handout.signal,
  };
}
