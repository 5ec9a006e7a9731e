/** A part of the engine, and the tests that its mutants must get past: its own, where those try everything there is. */
export type Module = { readonly name: string; readonly tests: readonly string[] };

const own = (name: string) => `packages/compat/src/${name}/**/*.test.ts`;

/** What is only seen in a verdict, these see. */
const whole = ["check-compatibility", "never-throws"].map((name) => `packages/compat/src/${name}.test.ts`);

/** In the order in which they are worth running: what others stand on comes first. */
export const modules: readonly Module[] = [
  { name: "numbers", tests: [own("numbers")] },
  { name: "strings", tests: [own("strings")] },
  { name: "terms", tests: [own("terms")] },
  { name: "arrays", tests: [own("arrays")] },
  { name: "objects", tests: [own("objects")] },
  { name: "emptiness", tests: [own("emptiness")] },
  { name: "normalise", tests: [own("normalise")] },
  { name: "witness", tests: [own("witness"), ...whole] },
  { name: "explain", tests: [own("explain"), ...whole] },
];
