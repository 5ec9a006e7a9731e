import { expect, test } from "vitest";
import { checkHistory } from "./check-history.ts";
import type { HistoryRecord } from "./history.ts";

const print = { data: "sha256:1", attributes: { id: '"x"', type: '"t"' } };
const groups = { billing: ["orders"], audit: ["orders"] };

/** Ten events over two keys, published and handled by two groups as it should be. */
function goodHistory(): HistoryRecord[] {
  const ids = Array.from({ length: 10 }, (_, index) => `e${index}`);
  const place = (id: string) => ({ address: "orders", key: Number(id.slice(1)) % 2 === 0 ? "even" : "odd" });
  return [
    ...ids.flatMap((id): HistoryRecord[] => [
      { did: "publish", id, ...place(id), print },
      { did: "answer", id, status: "stored" },
    ]),
    ...ids.flatMap((id) =>
      Object.keys(groups).flatMap((group): HistoryRecord[] => [
        { did: "deliver", id, ...place(id), group, member: "1", attempt: 1, print },
        { did: "handle", id, group, member: "1" },
      ]),
    ),
  ];
}

const expected = { groups, ordered: true, once: true, attempts: true };

function problemsOf(records: readonly HistoryRecord[], more = {}): string[] {
  return checkHistory(records, { ...expected, ...more }).map(({ law, message }) => `${law}: ${message}`);
}

function isOf(record: HistoryRecord, did: string, id: string, group = "billing"): boolean {
  return record.did === did && record.id === id && (!("group" in record) || record.group === group);
}

test("a good history breaks no law", () => {
  expect(problemsOf(goodHistory())).toEqual([]);
});

test("drop one: what never came is named", () => {
  const records = goodHistory().filter(
    (record) => !isOf(record, "deliver", "e4") && !isOf(record, "handle", "e4"),
  );

  expect(problemsOf(records)).toEqual(["I1: the group billing never handled e4, stored at orders"]);
});

test("duplicate one: what came again after it was handled is named", () => {
  const records = goodHistory();
  const again = records.filter((record) => isOf(record, "deliver", "e4") || isOf(record, "handle", "e4"));

  expect(problemsOf([...records, ...again])).toEqual([
    "once: e4 was handed to the group billing once more after it was handled",
    "attempts: e4 came to the group billing as attempt 1, after 1 before it",
  ]);
});

test("swap two: both are named, and the key", () => {
  const records = goodHistory();
  const [one, other] = ["e4", "e6"].map((id) => records.findIndex((record) => isOf(record, "handle", id)));
  const swapped = records.with(one as number, records[other as number] as HistoryRecord);
  swapped[other as number] = records[one as number] as HistoryRecord;

  expect(problemsOf(swapped)).toContain(
    "I4: the group billing handled e6 before e4, and e4 was published first, under the key even",
  );
});

test("alter one byte: what came changed is named, with the difference", () => {
  const records = goodHistory().map((record) =>
    isOf(record, "deliver", "e4") ? { ...record, print: { ...print, data: "sha256:2" } } : record,
  );

  expect(problemsOf(records as HistoryRecord[])).toEqual([
    "I5: e4 came changed to the group billing: its data were sha256:1 and are sha256:2",
  ]);
});

test("a changed, a lost and an added attribute are told", () => {
  const changed = (attributes: Record<string, string>) =>
    problemsOf(
      goodHistory().map((record) =>
        isOf(record, "deliver", "e4") ? { ...record, print: { ...print, attributes } } : record,
      ) as HistoryRecord[],
    );

  expect(changed({ id: '"x"', type: '"T"' })).toEqual([
    'I5: e4 came changed to the group billing: its attribute type was "t" and is "T"',
  ]);
  expect(changed({ id: '"x"' })).toEqual([
    'I5: e4 came changed to the group billing: its attribute type was "t" and is absent',
  ]);
  expect(changed({ ...print.attributes, branch: '"main"' })).toEqual([
    'I5: e4 came changed to the group billing: its attribute branch was absent and is "main"',
  ]);
});

test("what nobody published, what was refused, and what came from elsewhere are told", () => {
  const deliver = (id: string, address = "orders", key: string | undefined = "even"): HistoryRecord => ({
    did: "deliver",
    id,
    address,
    key,
    group: "billing",
    member: "1",
    attempt: 1,
    print,
  });
  const refused = goodHistory().map((record) =>
    record.did === "answer" && record.id === "e4" ? { ...record, status: "refused" } : record,
  ) as HistoryRecord[];

  expect(problemsOf([...goodHistory(), deliver("e99")])).toEqual([
    "I5: e99 was delivered to the group billing, and nobody published it",
  ]);
  expect(problemsOf(refused)).toEqual([
    "I5: e4 was refused, and delivered to the group billing all the same",
    "I5: e4 was refused, and delivered to the group audit all the same",
  ]);
  expect(
    problemsOf([...goodHistory(), deliver("e4", "payments", "other")], { once: false, attempts: false }),
  ).toEqual([
    "I5: e4 was published at orders and delivered to the group billing from payments",
    "I5: e4 had the key even and came to the group billing with other",
  ]);
});

test("a message of unknown outcome may be there or not, and never half", () => {
  const unknown = goodHistory().map((record) =>
    record.did === "answer" && record.id === "e4" ? { ...record, status: "unknown" } : record,
  ) as HistoryRecord[];
  const without = (ids: readonly string[]) =>
    unknown.filter((record) => !(record.id === "e4" && "group" in record && ids.includes(record.group)));

  expect(problemsOf(unknown)).toEqual([]);
  expect(problemsOf(without(["billing", "audit"]))).toEqual([]);
  expect(problemsOf(without(["audit"]))).toEqual(["I2: e4 of unknown outcome reached billing and not audit"]);
});

test("a second effect and a missing one are told, where effects are counted", () => {
  const effect = (id: string): HistoryRecord => ({ did: "effect", id, group: "billing", member: "1" });
  const all = Array.from({ length: 10 }, (_, index) => effect(`e${index}`));

  expect(problemsOf([...goodHistory(), ...all])).toEqual([]);
  expect(problemsOf([...goodHistory(), ...all, effect("e4")])).toEqual([
    "I3: e4 had 2 effects in the group billing",
  ]);
  expect(problemsOf([...goodHistory(), ...all.slice(1)])).toEqual([
    "I3: e0 had 0 effects in the group billing",
  ]);
});

test("a dead letter counts as not lost, but not beside being handled, and other counts must agree", () => {
  const bury: HistoryRecord = { did: "bury", id: "e4", group: "billing", member: "1" };
  const buried = goodHistory().map((record) => (isOf(record, "handle", "e4") ? bury : record));

  expect(problemsOf(buried, { counts: { billing: { handled: 9, buried: 1 } } })).toEqual([]);
  expect(problemsOf([...goodHistory(), bury])).toEqual([
    "I7: e4 was handled by the group billing and is its dead letter, too",
  ]);
  expect(problemsOf(buried, { counts: { billing: { handled: 10, buried: 0 } } })).toEqual([
    "I7: the group billing handled 9 and buried 1, and was said to have handled 10 and buried 0",
  ]);
});

test("what is under way is not lost, where all has not come to rest", () => {
  const records = goodHistory().filter((record) => !isOf(record, "handle", "e4"));

  expect(problemsOf(records, { atRest: false })).toEqual([]);
});
