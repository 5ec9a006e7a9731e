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
  type Reference,
  readerView,
  type SchemaFinding,
  writerView,
} from "@concordat/schema";
import { requireValidSchema } from "@concordat/validator";
import type { Closure } from "../core/closure.ts";
import type { CandidateQuestion, CandidateVerdict } from "../gate/candidate.ts";
import { compatibilityQuestion, type PairQuestion } from "./compatibility-question.ts";
import { createDataJudge } from "./judge-data.ts";
import { optional } from "./optional.ts";

type SchemaJob = { readonly closure: Closure };

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
  relation(question: Omit<PairQuestion, "writerView">): Related {
    const { writer, reader, resolve, resolveReader, dialect, format } = compatibilityQuestion(question);
    return relate(writer, reader, {
      ...optional({ dialect, format, documents: resolve, documentsOfSecond: resolveReader }),
    });
  },

  samples({ n, seed, ...job }: SchemaJob & Formats & Pick<SampleOptions, "n" | "seed">): Samples {
    return sample(job.closure.schema, { ...questionOf(job), ...optional({ n, seed }) });
  },

  satisfiability(job: SchemaJob & Formats): Satisfiability {
    return isSatisfiable(job.closure.schema, questionOf(job));
  },

  /** Throws what is wrong with it: SCHEMA_INVALID, SCHEMA_REGEX_SYNTAX, SCHEMA_REF_UNRESOLVED, … */
  validity({ closure: { schema, documents, dialect } }: SchemaJob): { readonly valid: true } {
    requireValidSchema(schema, { documents, dialect, formats: "annotate" });
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

  /** Everything that speaks against a new version of a contract: lint, promises, the number. */
  async candidate(question: CandidateQuestion): Promise<CandidateVerdict> {
    // Loaded by the first one, since most threads never have one to judge.
    const { judgeCandidate } = await import("../gate/judge-candidate.ts");
    return judgeCandidate(question);
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
export type Answer<Name extends JobName> = Awaited<ReturnType<Jobs[Name]>>;

function questionOf({ closure: { documents, dialect }, format }: SchemaJob & Formats): SchemaQuestion {
  return { documents, dialect, ...optional({ format }) };
}

function graphOf({ closure: { schema, documents, dialect } }: SchemaJob) {
  return createSchemaGraph(documents, { root: schema, dialect });
}
