import { isConcordatError } from "@concordat/errors";
import { transportErrors } from "@concordat/runtime";
import { isForbidden } from "@concordat/runtime/transport";
import type { BatchOutcome } from "../../driver.ts";
import type { PartitionBatch } from "../../publish/partition-batch.ts";

/** Of a batch that the broker said nothing about: it is tried again, unless the broker does not want anything of this client. */
export function unansweredOutcome(batch: PartitionBatch, thrown: Error, isSent: boolean): BatchOutcome {
  const error = isForbidden(thrown) ? forbidden(batch, thrown) : thrown;
  const isFinal = isConcordatError(error) && error.kind === "auth";
  if (isFinal) return { status: isSent ? "unknown" : "refused", error };
  return { status: "again", error, mayBeStored: isSent, isLeaderStale: true, isTopicMissing: false };
}

/** Who may write to no topic at all is told so before, when asking for an identity as a producer. */
function forbidden({ topic }: PartitionBatch, cause: Error): Error {
  const what = `writing to the topic ${JSON.stringify(topic)}`;
  return transportErrors.TRANSPORT_FORBIDDEN({ transport: "kafka", what, trouble: cause.message }, { cause });
}
