import type { GroupLag, TransportHealth } from "@concordat/runtime";
import { isForbidden } from "@concordat/runtime/transport";
import type { Asker } from "./link/asker.ts";

/** Less than the two seconds in which the truth has to be told. */
const patienceMs = 1_500;

export type HealthFacts = {
  readonly at: string;
  readonly version: string | undefined;
  readonly publishing: {
    readonly sent: number;
    readonly waiting: number;
    readonly isConnected: boolean;
    /** The right that is missing at some address. */
    readonly forbidden: string | undefined;
  };
  readonly members: readonly MemberFacts[];
};

export type MemberFacts = {
  readonly group: string;
  readonly addresses: readonly string[];
  readonly streams: readonly string[];
  readonly inFlight: number;
  readonly isConnected: boolean;
  readonly trouble?: string;
};

export async function healthOf(
  asker: Asker,
  facts: HealthFacts,
  lag: () => Promise<readonly GroupLag[]>,
): Promise<TransportHealth> {
  let details: HealthFacts & { readonly lag?: readonly GroupLag[] } = facts;
  try {
    // Asked together, and answered in their order: how far who is behind, and that the server lives.
    const behind = lag().catch((error: unknown) => (isForbidden(error) ? error : undefined));
    await asker.ask(["PING"], patienceMs);
    const known = await behind;
    if (isForbidden(known)) return { status: "degraded", message: known.message, details };
    if (known !== undefined) details = { ...facts, lag: known };
  } catch (error) {
    // That is an answer, too.
    if (isForbidden(error)) return { status: "degraded", message: error.message, details };
    return {
      status: "unhealthy",
      message: `Redis at ${facts.at} does not answer: ${(error as Error).message}`,
      details,
    };
  }
  const trouble = troubleOf(facts);
  return trouble === undefined
    ? { status: "healthy", details }
    : { status: "degraded", message: trouble, details };
}

function troubleOf({ publishing, members }: HealthFacts): string | undefined {
  if (!publishing.isConnected) return "the connection for publishing is not there yet";
  if (publishing.forbidden !== undefined) return publishing.forbidden;
  const member = members.find(({ isConnected, trouble }) => !isConnected || trouble !== undefined);
  if (member === undefined) return undefined;
  return `the group ${member.group} is not reading: ${member.trouble ?? "its connection is not there yet"}`;
}
