type Present<Members> = { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> };

/** The members that have a value: what an optional member takes that must not be `undefined`. */
export function optional<Members extends object>(members: Members): Present<Members> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Present<Members>;
}
