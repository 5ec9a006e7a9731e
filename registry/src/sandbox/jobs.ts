import {
  type CompatibilityQuestion,
  checkCompatibility,
  isSatisfiable,
  type Related,
  relate,
  type SampleOptions,
  type Samples,
  type Satisfiability,
  type SchemaQuestion,
  sample,
  type Verdict,
} from "@concordat/compat";
import type { Json } from "@concordat/json";
import {
  createSchemaGraph,
  type Dialect,
  type Reference,
  readerView,
  type SchemaFinding,
  writerView,
} from "@concordat/schema";
import { requireValidSchema } from "@concordat/validator";
import type { SchemaClosure } from "./closure.ts";
import { compatibilityQuestion, type PairQuestion } from "./compatibility-question.ts";
import { createDataJudge } from "./judge-data.ts";
import { optional } from "./optional.ts";

type SchemaJob = {
  readonly closure: SchemaClosure;
  /** Of documents that name none. Default `2020-12`. */
  readonly dialect?: Dialect;
};

type Formats = Pick<CompatibilityQuestion, "format">;

/**
 * Everything that may be done with what strangers sent, one job a function: it gets plain data and answers with plain
 * data. What it throws with a code reaches whoever asked.
 */
export const jobs = {
  compatibility(question: PairQuestion): Verdict {
    return checkCompatibility(compatibilityQuestion(question));
  },

  /** How the values of the two lie to each other, both as written: `writer` is the first, `reader` the second. */
  relation({ writer, reader, dialect, format }: Omit<PairQuestion, "writerView">): Related {
    return relate(writer.root, reader.root, {
      ...optional({ dialect, format }),
      documents: writer.documents,
      documentsOfSecond: reader.documents,
    });
  },

  samples({ n, seed, ...job }: SchemaJob & Formats & Pick<SampleOptions, "n" | "seed">): Samples {
    return sample(job.closure.root, { ...questionOf(job), ...optional({ n, seed }) });
  },

  satisfiability(job: SchemaJob & Formats): Satisfiability {
    return isSatisfiable(job.closure.root, questionOf(job));
  },

  /** Throws what is wrong with it: SCHEMA_INVALID, SCHEMA_REGEX_SYNTAX, SCHEMA_REF_UNRESOLVED, … */
  validity({ closure, dialect }: SchemaJob): { readonly valid: true } {
    const { root, documents } = closure;
    requireValidSchema(root, { documents, ...optional({ dialect }), formats: "annotate" });
    return { valid: true };
  },

  /** Where its references lead, and what is wrong with the ties between the documents. */
  graph(job: SchemaJob): SchemaTies {
    const { findings, references } = graphOf(job);
    return { findings, references };
  },

  /** As one document that needs no other. Throws what `bundleSchema` and `writerView` throw. */
  view({ view, ...job }: SchemaJob & { readonly view: "reader" | "writer" }): Json {
    const graph = graphOf(job);
    return (view === "reader" ? readerView(undefined, graph) : writerView(undefined, graph)).schema;
  },

  /** Judges values by a schema, which it keeps compiled. */
  data: createDataJudge(),
} as const;

export type SchemaTies = {
  readonly findings: readonly SchemaFinding[];
  readonly references: readonly Reference[];
};

type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type Question<Name extends JobName> = Parameters<Jobs[Name]>[0];
export type Answer<Name extends JobName> = ReturnType<Jobs[Name]>;

function questionOf({ closure, dialect, format }: SchemaJob & Formats): SchemaQuestion {
  return { documents: closure.documents, ...optional({ dialect, format }) };
}

function graphOf({ closure, dialect }: SchemaJob) {
  return createSchemaGraph(closure.documents, { root: closure.root, ...optional({ dialect }) });
}
