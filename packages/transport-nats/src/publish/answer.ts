import { type PublishResult, transportErrors } from "@concordat/runtime";
import { NatsError, natsErrors } from "../errors.ts";

type Answer = {
  readonly seq?: number;
  readonly duplicate?: boolean;
  readonly error?: { readonly code: number; readonly err_code?: number; readonly description?: string };
};

/** What the stream says of one message: `{"stream":"S","seq":1}`, the same with `duplicate`, or an error. */
export function answerOf(data: Uint8Array, address: string): PublishResult {
  const plain = plainSequenceOf(data);
  if (plain !== undefined) return { status: "stored", position: String(plain) };
  let answer: Answer;
  try {
    answer = JSON.parse(
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("latin1"),
    ) as Answer;
  } catch (cause) {
    const why = "the answer is no JSON; somebody else than a stream listens there, too";
    return {
      status: "unknown",
      error: transportErrors.TRANSPORT_NO_ANSWER({ transport: "nats", address, why }, { cause }),
    };
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

/** JSStreamDuplicateMessageConflict: a stream with replicas has it, under the same id, and has not stored it yet. */
const duplicateInProcess = 10_158;

/** Whether the stream says that it is about to store it, or not, and cannot tell. */
export function isInProcess(answer: PublishResult): boolean {
  if (answer.status !== "refused" || !(answer.error instanceof NatsError)) return false;
  return answer.error.params.code === duplicateInProcess;
}

const beginning = Buffer.from('{"stream":"');
const middle = Buffer.from('"seq":');
const [quote, backslash, comma, space, zero, nine, brace] = Buffer.from('"\\, 09}');
/** So many digits are exact as a number. */
const mostDigits = 15;

/**
 * Of what nearly every answer is: `{"stream":"S","seq":1}`, with a space behind the comma or without, and nothing else. Whatever differs is left
 * to the parser of JSON, which takes several times as long.
 */
export function plainSequenceOf(data: Uint8Array): number | undefined {
  const end = data.length - 1;
  if (data[end] !== brace) return undefined;
  let at = end - 1;
  let [sequence, unit] = [0, 1];
  for (; isDigit(data[at]); at -= 1) {
    sequence += ((data[at] as number) - (zero as number)) * unit;
    unit *= 10;
  }
  const digits = end - 1 - at;
  if (digits === 0 || digits > mostDigits || (digits > 1 && data[at + 1] === zero)) return undefined;
  at -= middle.length - 1;
  if (!isAt(data, at, middle)) return undefined;
  at -= 1;
  if (data[at] === space) at -= 1;
  if (data[at] !== comma || data[at - 1] !== quote || !isAt(data, 0, beginning)) return undefined;
  for (let name = beginning.length; name < at - 1; name += 1)
    if (data[name] === quote || data[name] === backslash) return undefined;
  return at - 1 >= beginning.length ? sequence : undefined;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= (zero as number) && byte <= (nine as number);
}

function isAt(data: Uint8Array, at: number, text: Uint8Array): boolean {
  for (let index = 0; index < text.length; index += 1) if (data[at + index] !== text[index]) return false;
  return true;
}
