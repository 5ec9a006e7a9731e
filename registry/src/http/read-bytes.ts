import type { IncomingMessage } from "node:http";
import { registryErrors } from "../errors.ts";

/**
 * The whole body, which ends in a refusal as soon as it is known to be longer than the limit. By events: waiting for one
 * piece after the other takes as long as all else that is done about a small request.
 */
export function readBytes(body: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    // Listeners go with the request. Only where more is to come that nobody wants are they taken away.
    let isWhole = false;
    const part = () => body.off("data", take).off("end", end).off("close", stop).off("error", stop);
    const take = (chunk: Buffer) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes > limit) refuse(bytes);
    };
    const end = () => {
      isWhole = true;
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, bytes));
    };
    const stop = (cause?: unknown) => {
      if (!isWhole) reject(registryErrors.BODY_INCOMPLETE({ bytes }, { cause }));
    };
    const refuse = (found: number) => {
      part();
      body.pause();
      reject(registryErrors.LIMIT_BODY_BYTES({ bytes: found, limit }));
    };

    const announced = Number(body.headers["content-length"]);
    if (announced > limit) refuse(announced);
    else if (body.readableEnded) end();
    else body.on("data", take).on("end", end).on("close", stop).on("error", stop);
  });
}
