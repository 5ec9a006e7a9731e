import { isConcordatError } from "@concordat/errors";
import { codegenErrors, type SchemaEntry } from "@concordat/gen-core";

/**
 * What keeps a contract from being generated is told with the contract's name: who generates a hundred of them must not look for
 * the one with a `#/properties/total`.
 *
 * @throws {CodegenError} CODEGEN_UNSUPPORTED
 */
export function forContract<Made>({ key }: Pick<SchemaEntry, "key">, make: () => Made): Made {
  try {
    return make();
  } catch (cause) {
    if (!isConcordatError(cause) || cause.code === "CODEGEN_UNSUPPORTED") throw cause;
    const { code, message, hint } = cause;
    throw codegenErrors.CODEGEN_UNSUPPORTED(
      { what: key, problem: `${message} (${code})`, remedy: hint },
      { cause },
    );
  }
}
