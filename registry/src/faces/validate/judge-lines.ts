import { cloudEventErrors } from "@concordat/cloudevents";
import { isConcordatError } from "@concordat/errors";
import { findingOf } from "./finding.ts";
import type { EventJudge, JudgeOptions } from "./judge-event.ts";
import { type Line, readLines } from "./lines.ts";
import { type EventReader, mostEventBytes } from "./read-event.ts";
import { type EventVerdict, verdictText } from "./verdict.ts";

export type StreamOptions = {
  readonly reader: EventReader;
  readonly judge: EventJudge;
  readonly format: string | undefined;
  readonly onlyInvalid: boolean;
  /** Anew for each piece of the stream. */
  readonly options: () => JudgeOptions;
};

/**
 * One line for each event, in their order, and one at the end that counts them. What is read of the stream is what the
 * reader of the verdicts has room for, so a stream of any length takes no more memory than a short one.
 */
export async function* judgeLines(
  pieces: AsyncIterable<Buffer>,
  { reader, judge, format, onlyInvalid, options }: StreamOptions,
): AsyncGenerator<string> {
  const count = { events: 0, valid: 0, invalid: 0 };
  for await (const lines of readLines(pieces, { maxBytes: mostEventBytes })) {
    const asked = options();
    const judged = lines.map((line) => judgeLine(line, asked));
    const verdicts = judged.some((each) => each instanceof Promise) ? await Promise.all(judged) : judged;
    let text = "";
    for (const [index, verdict] of (verdicts as readonly EventVerdict[]).entries()) {
      count.events += 1;
      count[verdict.valid ? "valid" : "invalid"] += 1;
      if (!onlyInvalid || !verdict.valid)
        text += `${verdictText(verdict, `"line":${lines[index]?.number}`)}\n`;
    }
    if (text !== "") yield text;
  }
  yield `${JSON.stringify({ summary: count })}\n`;

  function judgeLine(line: Line, asked: JudgeOptions): EventVerdict | Promise<EventVerdict> {
    const { view } = asked;
    if (line.bytes === undefined) {
      const size = { bytes: line.length, limit: mostEventBytes };
      return { valid: false, view, findings: [findingOf(cloudEventErrors.LIMIT_EVENT_BYTES(size))] };
    }
    const verdict = judge(reader.bytes(line.bytes, format), asked);
    // The stream has begun, so what would be the answer to a single event is the verdict on this one.
    return verdict instanceof Promise ? verdict.catch((error) => postponed(error, view)) : verdict;
  }
}

function postponed(error: unknown, view: EventVerdict["view"]): EventVerdict {
  if (!isConcordatError(error)) throw error;
  return { valid: false, view, findings: [findingOf(error)] };
}
