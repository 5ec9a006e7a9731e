import { transportErrors } from "@concordat/runtime";
import { protocolErrors, protocolErrorsCodesById } from "@platformatic/kafka";

/** https://kafka.apache.org/protocol#protocol_error_codes: those that mean something to us. */
export const code = {
  none: 0,
  offsetOutOfRange: 1,
  corruptMessage: 2,
  unknownTopicOrPartition: 3,
  leaderNotAvailable: 5,
  notLeaderOrFollower: 6,
  requestTimedOut: 7,
  messageTooLarge: 10,
  coordinatorLoadInProgress: 14,
  coordinatorNotAvailable: 15,
  notCoordinator: 16,
  recordListTooLarge: 18,
  notEnoughReplicas: 19,
  notEnoughReplicasAfterAppend: 20,
  illegalGeneration: 22,
  unknownMemberId: 25,
  rebalanceInProgress: 27,
  topicAuthorizationFailed: 29,
  groupAuthorizationFailed: 30,
  clusterAuthorizationFailed: 31,
  topicAlreadyExists: 36,
  outOfOrderSequence: 45,
  duplicateSequence: 46,
  invalidProducerEpoch: 47,
  kafkaStorageError: 56,
  unknownProducerId: 59,
  fencedLeaderEpoch: 74,
  unknownLeaderEpoch: 75,
  memberIdRequired: 79,
  fencedInstanceId: 82,
  invalidRecord: 87,
  throttlingQuotaExceeded: 89,
} as const;

type ProtocolError = {
  readonly id: string;
  readonly code: number;
  readonly message: string;
  readonly canRetry: boolean;
};

const unknownError: ProtocolError = {
  id: "UNKNOWN_SERVER_ERROR",
  code: -1,
  message: "an error that this client does not know",
  canRetry: false,
};

function protocolErrorOf(number: number): ProtocolError {
  const id = protocolErrorsCodesById[number];
  return (
    (id === undefined ? undefined : (protocolErrors as Record<string, ProtocolError>)[id]) ?? unknownError
  );
}

/** As an error, in the broker's words; TRANSPORT_FORBIDDEN where a right is missing. */
export function brokerError(
  number: number,
  what: string,
  detail?: string | null,
): Error & { readonly kafkaCode: number } {
  const { id, message } = protocolErrorOf(number);
  const trouble = `${id}, ${detail ? detail : message}`;
  const error = isAboutRights.has(number)
    ? transportErrors.TRANSPORT_FORBIDDEN({ transport: "kafka", what, trouble })
    : new Error(`${what}: ${trouble}`);
  return Object.assign(error, { kafkaCode: number });
}

const isAboutRights: ReadonlySet<number> = new Set([
  code.topicAuthorizationFailed,
  code.groupAuthorizationFailed,
  code.clusterAuthorizationFailed,
]);

/** An error within the broker may come after the work was done, and one that this client does not know may mean that, too. */
export function tellsWhatBecame(number: number): boolean {
  return protocolErrorOf(number).code !== unknownError.code;
}

/**
 * Whether a broker that answers so stored nothing. Others come while it waits for its replicas, too, with the records in its own log: it leads the partition
 * no more, its disk is gone, time is over.
 */
export function comesBeforeStoring(number: number): boolean {
  return beforeStoring.has(number);
}

const beforeStoring: ReadonlySet<number> = new Set([
  code.corruptMessage,
  code.unknownTopicOrPartition,
  code.leaderNotAvailable,
  code.notEnoughReplicas,
  code.throttlingQuotaExceeded,
]);

export function isRetriable(number: number): boolean {
  return protocolErrorOf(number).canRetry;
}

/** Somebody else leads the partition now, or nobody does for the moment. */
export function isLeaderStale(number: number): boolean {
  return leaderCodes.has(number);
}

const leaderCodes: ReadonlySet<number> = new Set([
  code.unknownTopicOrPartition,
  code.leaderNotAvailable,
  code.notLeaderOrFollower,
  code.fencedLeaderEpoch,
  code.unknownLeaderEpoch,
  code.kafkaStorageError,
]);
