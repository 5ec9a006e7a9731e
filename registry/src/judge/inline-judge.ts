import { checkCompatibility } from "@concordat/compat";
import { requireValidSchema } from "@concordat/validator";
import { bundleOf } from "../core/closure.ts";
import type { Judge } from "../core/judge.ts";

/** Judges where it stands, in the steps that the engine allows itself. */
export const inlineJudge: Judge = {
  compatibility: async ({ writer, reader, writerView }) =>
    checkCompatibility({
      writer: bundleOf(writer),
      reader: bundleOf(reader),
      writerView,
      dialect: writer.dialect,
    }),
  requireValid: async ({ schema, documents, dialect }) => requireValidSchema(schema, { documents, dialect }),
};
