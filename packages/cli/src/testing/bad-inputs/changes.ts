import { commit } from "../git.ts";
import { type BadInput, order, put } from "./bad-input.ts";

const accepted = "concordat.accepted.json";
const digest = `sha256:${"0".repeat(64)}`;

/** Bases that are not there, and acceptances that accept nothing. */
export const changes: readonly BadInput[] = [
  {
    when: "a base where there is no repository",
    args: ["check", "--against", "main"],
    exit: 4,
    code: "GIT_NO_REPOSITORY",
    says: "lies in no git repository",
  },
  {
    when: "a mistyped branch",
    args: ["check", "--against", "mian"],
    given: commit,
    exit: 4,
    code: "GIT_REF_UNKNOWN",
    says: 'no commit, branch or tag "mian"',
  },
  {
    when: "a base that looks like an option of git",
    args: ["check", "--against=--output=x"],
    given: commit,
    exit: 4,
    code: "GIT_REF_UNKNOWN",
    says: '"--output=x"',
  },
  {
    when: "a folder that is not there",
    args: ["check", "--against", "./released"],
    exit: 4,
    code: "BASE_UNKNOWN",
    says: '"./released" is neither',
  },
  {
    when: "a folder without contracts",
    args: ["check", "--against", "./docs"],
    given: put("docs/notes.md", "# Notes"),
    exit: 4,
    code: "BASE_WITHOUT_CATALOGUE",
    says: "./docs holds no catalogue",
  },
  {
    when: "a state from before the catalogue",
    args: ["check", "--against", "main"],
    given: (project) => {
      const settings = project.read("concordat.config.json");
      project.write("concordat.config.json", settings.replace("{", '{ "schemas": "contracts",'));
      commit(project);
      project.write("concordat.config.json", settings);
    },
    exit: 4,
    code: "BASE_WITHOUT_CATALOGUE",
    says: "main holds no catalogue",
  },
  {
    when: "a base without its value",
    args: ["check", "--against"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: "wants a value",
  },
  {
    when: "a mistyped view of writers",
    args: ["check", "--writer", "close"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: 'did you mean "closed"',
  },
  {
    when: "an acceptance without a reason",
    args: ["accept", `property-required@${order}`],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: "--reason wants a value",
  },
  {
    when: "an acceptance with hardly a reason",
    args: ["accept", `property-required@${order}`, "--reason", "ok"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: "at least 10 characters",
  },
  {
    when: "an acceptance until a day that does not exist",
    args: ["accept", `property-required@${order}`, "--reason", "nobody reads it", "--until", "2027-02-30"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: 'was given "2027-02-30"',
  },
  {
    when: "an acceptance until a day that is over",
    args: ["accept", `property-required@${order}`, "--reason", "nobody reads it", "--until", "2026-12-31"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: "which is over",
  },
  {
    when: "an acceptance of what nobody found",
    args: ["accept", `property-required@${order}`, "--reason", "nobody reads it"],
    exit: 2,
    code: "ACCEPT_NOTHING",
    says: "nothing is open",
  },
  {
    when: "accepted breaks that are no JSON",
    args: ["check"],
    given: put(accepted, '{ "accepted": ['),
    exit: 4,
    code: "JSON_SYNTAX",
    says: "end of the text",
    at: `${accepted}:1:16`,
  },
  {
    when: "accepted breaks of another version of their form",
    args: ["check"],
    given: put(accepted, '{ "acceptedVersion": 2, "accepted": [] }'),
    exit: 4,
    code: "CONFIG_TYPE",
    says: "acceptedVersion must be 1",
    at: `${accepted}:1:22`,
  },
  {
    when: "an accepted break with a mistyped member",
    args: ["check"],
    given: put(
      accepted,
      `{ "acceptedVersion": 1, "accepted": [{
  "rule": "enum-narrowed", "contract": "${order}", "about": "", "on": "2027-01-01",
  "before": { "version": "1.0.0", "digest": "${digest}" }, "reason": "nobody reads it",
  "untill": "2027-06-30"
}] }`,
    ),
    exit: 4,
    code: "CONFIG_UNKNOWN_KEY",
    says: 'did you mean "until"',
    at: `${accepted}:4:3`,
  },
];
