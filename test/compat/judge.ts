import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { createContractValidator, createValidator } from "@concordat/validator";

export type JudgeOptions = {
  /** The dialect of schemas that name none. Default 2020-12. */
  readonly dialect?: Dialect;
  readonly documents?: ReadonlyMap<string, Json>;
  /** Default `annotate`. */
  readonly format?: "annotate" | "assert";
  /** `closed` also refuses members that nobody declared. Default `as-written`. */
  readonly view?: "closed" | "as-written";
};

/** Whether a value is an instance, said by the validator that runs in production; it shares no code with the engine. */
export type Judge = (value: Json) => boolean;

export function judgeOf(
  schema: Json,
  { dialect = "2020-12", documents = new Map(), format = "annotate", view = "as-written" }: JudgeOptions = {},
): Judge {
  const options = { dialect, documents, formats: format };
  const validate =
    view === "as-written"
      ? createValidator(schema, options)
      : createContractValidator({ ...options, document: schema, view: "writer" });
  return (value) => validate(value).valid;
}
