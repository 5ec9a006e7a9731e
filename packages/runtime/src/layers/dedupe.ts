import { type CloudEvent, newEventId } from "@concordat/cloudevents";
import { busErrors } from "../errors.ts";
import { describeFailure } from "../failure/describe-failure.ts";
import type { Layer } from "../layer.ts";
import type { Inbox, InboxClaim } from "../ports/inbox.ts";

export type DedupeOptions = {
  readonly inbox: Inbox;
  /** Who must not do it twice: the group, mostly. */
  readonly consumer: string;
  /** Tells one event from another that has its `source` and `id`. */
  readonly digest: (event: CloudEvent) => string;
  readonly onDuplicate?: (event: CloudEvent) => void;
};

/**
 * Handles an event once for each consumer, whoever delivers it how often.
 *
 * When the inbox cannot be asked nothing is handled: an effect without a record of it could not be told from none. The message goes back to its
 * group, since no failure of the inbox says that it cannot be handled.
 */
export function dedupe({ inbox, consumer, digest, onDuplicate }: DedupeOptions): Layer {
  return (next) => async (delivery) => {
    const { event } = delivery.content;
    if (event === undefined) return next(delivery);
    const { source, id, type } = event;
    const claim: InboxClaim = { consumer, source, id, digest: digest(event), claimant: newEventId() };
    switch (await ask("claim")) {
      case "duplicate":
        return onDuplicate?.(event);
      case "conflict":
        throw busErrors.CE_ID_CONFLICT({ source, id, type });
      case "busy":
        throw busErrors.INBOX_BUSY({ id, type });
      case "first":
        await handle();
    }

    async function handle(): Promise<void> {
      try {
        await next(delivery);
      } catch (error) {
        await ask("release", error);
        throw error;
      }
      await ask("complete");
    }

    /** With what else went wrong, which would not be told of otherwise. */
    async function ask<Asked extends "claim" | "complete" | "release">(asked: Asked, ...before: unknown[]) {
      try {
        return (await inbox[asked](claim)) as Awaited<ReturnType<Inbox[Asked]>>;
      } catch (thrown) {
        const trouble = [thrown, ...before]
          .map((each) => describeFailure(each).message)
          .join("; before that: ");
        const cause = before.length === 0 ? thrown : new AggregateError([thrown, ...before], trouble);
        throw busErrors.INBOX_UNREACHABLE({ id, type, asked, trouble }, { cause });
      }
    }
  };
}
