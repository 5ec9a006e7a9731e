/** What Ajv's generated code leaves behind for each keyword that failed, with the additions of our own keywords. */
export type RawProblem = {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  /** Set where the value judged is the name of a member. */
  readonly propertyName?: string;
};

/**
 * The member of a lowered schema that says where it stood before: `#/properties/name`. Keywords are told from it by
 * their names, and no dialect has this one.
 */
export const origin = "x-origin";

/** The member of a lowered schema that says where in the contract the names stand that a writer view lists in it. */
export const closed = "x-closed-at";
