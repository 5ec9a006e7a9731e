import type { Json } from "@concordat/json";
import type { Dialect } from "@concordat/schema";
import { type Missing, standIns } from "./stand-ins.ts";

/** A schema as another validator gets it. */
export type SchemaText = {
  readonly schema: Json;
  /** What its references lead to, by absolute URI. */
  readonly documents: ReadonlyMap<string, Json>;
  /** The dialect of a schema that names none. */
  readonly dialect: Dialect;
  readonly assertsFormat: boolean;
};

/** The same as it is found here: some of the documents may be missing. */
export type KnownText = SchemaText & { readonly missing: Missing };

/** A validator that shares no code with the engine. It may throw on a schema or a value; then it has no opinion. */
export type WitnessValidator = {
  readonly name: string;
  compile(schema: SchemaText): (value: Json) => boolean;
};

/**
 * Asks whether a value is accepted by the writer and refused by the reader. Answers with the names of those who say so,
 * or with `undefined` where too few do: two must agree, of however many are there to ask. With fewer than two handed in,
 * all of them must; with none the engine's own evaluator has the last word.
 */
export type Confirm = (value: Json) => readonly string[] | undefined;

export function createConfirm(
  validators: readonly WitnessValidator[],
  writer: KnownText,
  reader: KnownText,
): Confirm {
  const needed = Math.min(2, validators.length);
  const judges = validators.map((validator) => ({
    name: validator.name,
    accepts: onceCompiled(validator, writer),
    readerAccepts: onceCompiled(validator, reader),
  }));
  return (value) => {
    const agreeing: string[] = [];
    for (const [index, { name, accepts, readerAccepts }] of judges.entries()) {
      if (agreeing.length === needed) break;
      if (agreeing.length + judges.length - index < needed) return undefined;
      if (accepts(value) === true && readerAccepts(value) === false) agreeing.push(name);
    }
    return agreeing.length === needed ? agreeing : undefined;
  };
}

/** Compiled when first asked; a validator that cannot make sense of a schema has no opinion on any value. */
function onceCompiled(validator: WitnessValidator, text: KnownText): (value: Json) => boolean | undefined {
  let judge: ((value: Json) => boolean) | undefined;
  let isRefused = false;
  return (value) => {
    if (isRefused) return undefined;
    try {
      judge ??= compiled(validator, text);
    } catch {
      isRefused = true;
      return undefined;
    }
    try {
      return judge(value);
    } catch {
      return undefined;
    }
  };
}

/** Where documents are missing, the answer must be the same whatever they say. */
function compiled(validator: WitnessValidator, { missing, ...text }: KnownText): (value: Json) => boolean {
  if (missing.size === 0) return validator.compile(text);
  const [loose, tight] = (["everything", "nothing"] as const).map((lets) =>
    validator.compile({ ...text, documents: new Map([...text.documents, ...standIns(missing, lets)]) }),
  );
  return (value) => {
    const answer = loose?.(value);
    if (answer === undefined || answer !== tight?.(value))
      throw new Error("it depends on a missing document");
    return answer;
  };
}
