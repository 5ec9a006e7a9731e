import { type BadInput, order, put } from "./bad-input.ts";

const schema = put("a.json", "{}");

/** Two schemas that cannot be compared, or a batch that cannot be read. */
export const compat: readonly BadInput[] = [
  {
    when: "one schema where two are wanted",
    args: ["compat", "a.json"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "wants two schemas, or --batch FILE",
  },
  {
    when: "standard input twice",
    args: ["compat", "-", "-"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "was given - twice",
  },
  {
    when: "two schemas and a batch",
    args: ["compat", "a.json", "b.json", "--batch", "c.jsonl"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "takes two schemas or --batch, not both",
  },
  {
    when: "a batch with a flag of the pair",
    args: ["compat", "--batch", "-", "--both"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "has no use for --both in a batch",
  },
  {
    when: "a batch in another format",
    args: ["compat", "--batch", "-", "--format", "sarif"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "writes a batch as lines of JSON",
  },
  {
    when: "an output without a batch",
    args: ["compat", "a.json", "b.json", "--out", "c"],
    exit: 2,
    code: "USAGE_ARGUMENTS",
    says: "has no use for --out without --batch",
  },
  {
    when: "a dialect nobody knows",
    args: ["compat", "a.json", "b.json", "--dialect", "draft-03"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: "draft-04, draft-06, draft-07, 2019-09, 2020-12",
  },
  {
    when: "a budget of nothing",
    args: ["compat", "a.json", "b.json", "--budget", "0"],
    exit: 2,
    code: "USAGE_FLAG_VALUE",
    says: 'was given "0"',
  },
  {
    when: "a schema that is not there",
    args: ["compat", "a.json", "b.json"],
    given: schema,
    exit: 4,
    code: "FILE_MISSING",
    says: 'b.json does not exist (did you mean "a.json"',
  },
  {
    when: "a schema that is no JSON",
    args: ["compat", "a.json", "b.json"],
    given: (project) => {
      schema(project);
      put("b.json", '{\n  "type": strin\n}')(project);
    },
    exit: 4,
    code: "JSON_SYNTAX",
    says: 'found "strin"',
    at: "b.json:2:11",
  },
  {
    when: "an integer in a schema that no double holds",
    args: ["compat", "-", order],
    stdin: '{"maximum": 9007199254740993}',
    exit: 4,
    code: "JSON_UNSAFE_INTEGER",
    says: "9007199254740993",
    at: "<stdin>:1:13",
  },
  {
    when: "a schema that nests too deeply",
    args: ["compat", "-", order],
    stdin: `${'{"not":'.repeat(300)}{}${"}".repeat(300)}`,
    exit: 4,
    code: "LIMIT_DEPTH",
    says: "level 257",
  },
  {
    when: "a value that is no schema",
    args: ["compat", "-", order],
    stdin: " [1]",
    exit: 4,
    code: "SCHEMA_NOT_OBJECT",
    says: "<stdin> holds an array",
    at: "<stdin>:1:2",
  },
  {
    when: "a contract nobody knows",
    args: ["compat", "shop/order/plced", order],
    exit: 4,
    code: "CONTRACT_UNKNOWN",
    says: 'did you mean "shop/order/placed"',
  },
  {
    when: "a file where documents are looked for",
    args: ["compat", order, order, "--resolve", "concordat.config.json"],
    exit: 4,
    code: "FOLDER_EXPECTED",
    says: "concordat.config.json is a file",
  },
  {
    when: "two documents of one name",
    args: ["compat", order, order, "--resolve", "docs"],
    given: (project) => {
      put("docs/a.json", '{"$id":"https://e.example/a"}')(project);
      put("docs/b.json", '{"$id":"https://e.example/a"}')(project);
    },
    exit: 4,
    code: "DOCUMENT_TWICE",
    says: "docs/a.json and docs/b.json both call themselves https://e.example/a",
  },
  {
    when: "a document that is no JSON",
    args: ["compat", order, order, "--resolve", "docs"],
    given: put("docs/a.json", "{"),
    exit: 4,
    code: "JSON_SYNTAX",
    says: "the end of the text",
    at: "docs/a.json:1:2",
  },
  {
    when: "a batch that is not there",
    args: ["compat", "--batch", "pairs.jsonl"],
    exit: 4,
    code: "FILE_MISSING",
    says: "pairs.jsonl does not exist",
  },
  {
    when: "verdicts where no file can be",
    args: ["compat", "--batch", "-", "--out", "concordat.config.json/x"],
    exit: 4,
    code: "FILE_WRITE",
    says: "concordat.config.json/x",
  },
];
