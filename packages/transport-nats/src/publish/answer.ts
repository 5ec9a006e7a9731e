import type { PublishResult } from "@concordat/runtime";
import { natsErrors } from "../errors.ts";

type Answer = {
  readonly seq?: number;
  readonly duplicate?: boolean;
  readonly error?: { readonly code: number; readonly err_code?: number; readonly description?: string };
};

/** What the stream says of one message: `{"stream":"S","seq":1}`, the same with `duplicate`, or an error. */
export function answerOf(data: Uint8Array, address: string): PublishResult {
  let answer: Answer;
  try {
    answer = JSON.parse(
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("latin1"),
    ) as Answer;
  } catch (cause) {
    const why = "the answer is no JSON; somebody else than a stream listens there, too";
    return { status: "unknown", error: natsErrors.NATS_NO_ANSWER({ address, why }, { cause }) };
  }
  const { error, seq, duplicate } = answer;
  if (error !== undefined) {
    const { code, err_code, description = "no reason given" } = error;
    return {
      status: "refused",
      error: natsErrors.NATS_REFUSED({ address, code: err_code ?? code, description }),
    };
  }
  const position = String(seq);
  return duplicate === true
    ? { status: "stored", position, isDuplicate: true }
    : { status: "stored", position };
}
