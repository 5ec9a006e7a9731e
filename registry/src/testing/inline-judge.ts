import { checkCompatibility } from "@concordat/compat";
import { requireValidSchema } from "@concordat/validator";
import type { Judge } from "../core/judge.ts";

/** Judges where it stands, in the steps that the engine allows itself. For tests, and for schemas that one trusts. */
export const inlineJudge: Judge = {
  compatibility: async ({ writer, reader, writerView }) =>
    checkCompatibility({
      writer: writer.schema,
      reader: reader.schema,
      resolve: writer.documents,
      resolveReader: reader.documents,
      writerView,
      dialect: writer.dialect,
    }),
  requireValid: async ({ schema, documents, dialect }) =>
    requireValidSchema(schema, { documents, dialect, formats: "annotate" }),
};
