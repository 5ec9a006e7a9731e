import { expect, test } from "vitest";
import { brokerError, code, comesBeforeStoring, isRetriable, tellsWhatBecame } from "./protocol-codes.ts";

test.each([
  ["an error within the broker", -1],
  ["a code that nobody here knows", 9_999],
])("%s says nothing of what became of a request, and is no reason to send it again", (_, number) => {
  expect([tellsWhatBecame(number), isRetriable(number)]).toEqual([false, false]);
});

test.each([code.none, code.messageTooLarge, code.notLeaderOrFollower, code.topicAuthorizationFailed])(
  "the code %i says what became of it",
  (number) => {
    expect(tellsWhatBecame(number)).toBe(true);
  },
);

test("what comes before anything is stored is told from what may come after it", () => {
  const sure = [code.unknownTopicOrPartition, code.leaderNotAvailable, code.notEnoughReplicas];
  const unsure = [code.requestTimedOut, code.notLeaderOrFollower, code.notEnoughReplicasAfterAppend];
  expect(sure.map(comesBeforeStoring)).toEqual([true, true, true]);
  expect(unsure.map(comesBeforeStoring)).toEqual([false, false, false]);
});

test("an error tells what was asked for and what the broker said, in its own words where it has some", () => {
  expect(brokerError(code.messageTooLarge, "writing").message).toMatch(/^writing: MESSAGE_TOO_LARGE, ./);
  expect(brokerError(9_999, "writing", "so there").message).toBe("writing: UNKNOWN_SERVER_ERROR, so there");
});
