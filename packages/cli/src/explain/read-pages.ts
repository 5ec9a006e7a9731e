/**
 * The pages of `docs/errors`, `docs/doubts`, `docs/rules` and `docs/evolution`, by code and rule id.
 *
 * They are Markdown files for readers of the repository; the command carries them as one generated file, because an
 * installed package has no `docs/` beside it.
 */
export async function readPages(): Promise<ReadonlyMap<string, string>> {
  const { default: file } = await import("./pages.json", { with: { type: "json" } });
  return new Map(Object.entries(file.pages));
}
