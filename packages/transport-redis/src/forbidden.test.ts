import { expect, test } from "vitest";
import { forbiddenWhere, saysForbidden } from "./forbidden.ts";

test.each([
  "NOPERM this user has no permissions to run the 'xadd' command",
  "NOPERM No permissions to access a key",
  "NOPERM ACL failure in script: User orders has no permissions to run the 'type' command script: 0123, on @user_script:3.",
  "ERR The user executing the script can't run this command or subcommand script: 0123, on @user_script:3.",
])("%s", (said) => {
  expect(saysForbidden(said)).toBe(true);
});

test.each([
  "WRONGPASS invalid username-password pair",
  "NOAUTH Authentication required.",
  "OOM no memory",
  "",
])("%j is about no right", (said) => {
  const error = new Error(said);
  expect(saysForbidden(said)).toBe(false);
  expect(forbiddenWhere(["XADD", "orders"], error)).toBe(error);
});

test.each([
  [["XADD", "orders:p0", "*", "data", "secret"], 'XADD on "orders:p0": '],
  [["XGROUP", "CREATE", "orders", "g", "$"], 'XGROUP CREATE on "orders": '],
  [["EVAL", "return 1", "2", "a", "b", "secret"], 'a script on "a", "b": '],
  [
    ["XREADGROUP", "GROUP", "STREAMS", "c", "COUNT", "5", "STREAMS", "a", "b", ">", ">"],
    'XREADGROUP on "a", "b": ',
  ],
  [["CLIENT", "ID"], "CLIENT ID: "],
  [["PING"], "PING: "],
])("of %j it tells the command and where, and nothing that is written", (words, what) => {
  expect(forbiddenWhere(words, new Error("NOPERM no"))).toMatchObject({
    code: "TRANSPORT_FORBIDDEN",
    message: `the broker of the transport "redis" denies this user a right: ${what}NOPERM no`,
  });
});
