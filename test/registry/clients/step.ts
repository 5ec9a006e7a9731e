/** One thing that was asked of a client. */
export type Step = {
  /** `method: in which situation`. */
  readonly step: string;
  readonly expected: unknown;
  readonly answer: unknown;
};

/** The last line of a suite: all public methods that the client has, read off the client itself. */
type Methods = { readonly methods: readonly string[] };

export type SuiteRun = { readonly steps: readonly Step[]; readonly methods: readonly string[] };

export function readSuite(output: string): SuiteRun {
  const lines = output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Step | Methods);
  return {
    steps: lines.filter((line) => "step" in line),
    methods: lines.flatMap((line) => ("methods" in line ? line.methods : [])),
  };
}

export function methodOf({ step }: Step): string {
  return step.slice(0, step.indexOf(":"));
}
