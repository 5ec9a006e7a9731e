import type { Command } from "../command.ts";
import { coreErrors } from "../errors.ts";
import { defaultContext } from "../subject-name.ts";

/**
 * Forgets a context that has nothing in it any more; one that there is not is forgotten already. The default context
 * always is.
 *
 * @throws CONTEXT_NOT_EMPTY
 */
export function deleteContext(context: string): Command<void> {
  return {
    action: "delete-context",
    target: context,
    decide: (state) => {
      if (state.subjects().some((subject) => subject.context === context))
        throw coreErrors.CONTEXT_NOT_EMPTY({ context });
      const isThere = context !== defaultContext && state.contexts().includes(context);
      return { changes: isThere ? [{ is: "context-deleted", context }] : [], answer: undefined };
    },
  };
}
