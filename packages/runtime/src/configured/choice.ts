/** A transport that somebody chose: by name, with settings, and where each of them was said. */
export type Choice = {
  readonly name: string;
  readonly package?: string;
  /** As they were said, nested or by dotted names; nobody has judged them yet. Asked only of the transport that is opened. */
  settings(): Readonly<Record<string, unknown>>;
  /** Where the choice was made, or one setting of it (`tls.ca`): what a person opens to mend it. */
  at(setting?: string): string;
};

/** What names the transport beside its settings. No transport may call a setting so. */
export const reservedNames = ["name", "package"] as const;
