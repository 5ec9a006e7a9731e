/** How a suite tells its steps: one line of JSON each, for whoever started it. */
export function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** What came of a call. A guid is anything of its form; an error is what `describe` makes of it. */
export async function answerOf(call: () => unknown, describe: (error: unknown) => unknown): Promise<unknown> {
  try {
    return hideGuids((await call()) ?? null);
  } catch (error) {
    return describe(error);
  }
}

/** The public methods that objects of a class have. */
export function methodsOf(type: { readonly prototype: object }): readonly string[] {
  return Object.getOwnPropertyNames(type.prototype).filter((name) => name !== "constructor");
}

function hideGuids(value: unknown): unknown {
  const text = JSON.stringify(value);
  return JSON.parse(text.replaceAll(/"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, '"a guid"'));
}
