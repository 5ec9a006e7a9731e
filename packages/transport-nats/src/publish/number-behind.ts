import type { NatsLink, WireMessage } from "../drivers/driver.ts";

const [zero, nine] = [0x30, 0x39];

/** The number that an answer has behind the inbox; -1 where there is none. */
export function numberBehind(inbox: string, message: WireMessage, link: NatsLink): number {
  const bytes = link.subjectBytesOf?.(message) ?? Buffer.from(message.subject);
  let number = bytes.length > inbox.length ? 0 : -1;
  for (let at = inbox.length; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte < zero || byte > nine) return -1;
    number = number * 10 + (byte - zero);
  }
  return number;
}
