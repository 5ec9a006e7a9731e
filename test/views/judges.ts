import type { Json } from "@concordat/json";
import { createValidator } from "@concordat/validator";
import { createSecondOpinion } from "@concordat/validator/second-opinion";

/** Says yes or no, or nothing where it cannot make sense of schema or instance. */
export type Judge = { readonly by: string; readonly accepts: (instance: Json) => boolean | undefined };

/** What runs in production, and the interpreters that share no code with it. */
export async function judgesOf(schema: Json): Promise<readonly Judge[]> {
  const validate = createValidator(schema);
  const ask = await createSecondOpinion(schema);
  const opinionOf = (by: string) => (instance: Json) => {
    const opinion = ask(instance).find((each) => each.by === by);
    return opinion !== undefined && "valid" in opinion ? opinion.valid : undefined;
  };
  return [
    { by: "validator", accepts: (instance) => validate(instance).valid },
    ...["hyperjump", "cfworker"].map((by) => ({ by, accepts: opinionOf(by) })),
  ];
}
