import type { WireText } from "../wire/entry-text.ts";

/** The words of one command, as a server reads them. */
export function wordsOf(command: WireText): Buffer[] {
  const parts = typeof command === "string" ? [command] : command;
  const wire = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  let at = 0;
  const line = () => {
    const end = wire.indexOf("\r\n", at);
    const text = wire.toString("latin1", at, end);
    at = end + 2;
    return text;
  };
  const count = Number(line().slice(1));
  const words = Array.from({ length: count }, () => {
    const length = Number(line().slice(1));
    const word = wire.subarray(at, at + length);
    at += length + 2;
    return word;
  });
  if (at !== wire.length) throw new Error(`${wire.length - at} bytes are too many or too few`);
  return words;
}
