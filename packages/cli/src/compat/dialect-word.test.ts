import { expect, test } from "vitest";
import { dialectFromWord } from "./dialect-word.ts";

test.each([
  ["draft-04", "draft-04"],
  ["draft4", "draft-04"],
  ["Draft 4", "draft-04"],
  ["04", "draft-04"],
  ["4", "draft-04"],
  ["draft-06", "draft-06"],
  ["7", "draft-07"],
  ["http://json-schema.org/draft-07/schema#", "draft-07"],
  ["http://json-schema.org/draft-07/schema", "draft-07"],
  ["2019-09", "2019-09"],
  ["draft2019-09", "2019-09"],
  ["draft-2020-12", "2020-12"],
  ["https://json-schema.org/draft/2020-12/schema", "2020-12"],
  ["https://json-schema.org/draft-07/schema#", "draft-07"],
])("%s names %s", (word, dialect) => {
  expect(dialectFromWord(word)).toBe(dialect);
});

test.each(["draft-03", "3", "latest", "", "draft", "2019", "https://json-schema.org/draft-03/schema#"])(
  "%j names none",
  (word) => {
    expect(dialectFromWord(word)).toBeUndefined();
  },
);
