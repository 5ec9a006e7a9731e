import { requireValidSchema } from "@concordat/validator";
import type { Closure } from "../core/closure.ts";
import type { Judge as SchemaJudge } from "../core/judge.ts";
import type { SchemaClosure } from "../sandbox/closure.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Judge } from "./judge.ts";

/** Up to here a schema is looked at where it stands, which takes less than handing it to a thread. */
const fewCharacters = 32_768;

/** What the core asks about schemas, answered by those who may be stopped. */
export function createSchemaJudge({ judge, sandbox }: { judge: Judge; sandbox: Sandbox }): SchemaJudge {
  return {
    compatibility: ({ writer, reader, writerView }) =>
      judge.verdict({
        writer: asSent(writer),
        reader: asSent(reader),
        writerView,
        dialect: writer.dialect,
      }),
    requireValid: async (closure) => {
      const { schema, documents, dialect, size } = closure;
      if (size <= fewCharacters) requireValidSchema(schema, { documents, dialect, formats: "annotate" });
      else await sandbox.run("validity", { closure: asSent(closure), dialect });
    },
  };
}

function asSent({ schema, documents, digest }: Closure): SchemaClosure {
  return { root: schema, documents, digest };
}
