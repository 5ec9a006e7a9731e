export type Answer = number | string | Buffer | null | Error | readonly Answer[];

/** An answer as a server writes it in RESP 2, texts as bulk strings. */
export function respOf(answer: Answer): Buffer {
  if (answer === null) return Buffer.from("*-1\r\n");
  if (typeof answer === "number") return Buffer.from(`:${answer}\r\n`);
  if (answer instanceof Error) return Buffer.from(`-${answer.message}\r\n`);
  if (typeof answer === "string" || Buffer.isBuffer(answer)) {
    const bytes = Buffer.from(answer as string);
    return Buffer.concat([Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from("\r\n")]);
  }
  return Buffer.concat([Buffer.from(`*${answer.length}\r\n`), ...answer.map(respOf)]);
}
