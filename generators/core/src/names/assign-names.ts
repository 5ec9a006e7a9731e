/** Something that needs a name which nothing else in its scope has. */
export type Wish = {
  /** What it is known by while names are being found; unique. */
  readonly key: string;
  /** Names it would take, the dearest first. Those that are taken by another wish are passed over. */
  readonly candidates: readonly string[];
};

export type NamingRules = {
  /** Makes any text a name that the language takes: replaces what it forbids, steps aside from reserved words. */
  readonly legal: (candidate: string) => string;
  /** Names that are taken before anybody wishes. */
  readonly taken?: Iterable<string>;
  /** Default: names that differ in the case of letters only are one, as files are on many machines. */
  readonly fold?: (name: string) => string;
};

/**
 * Gives each wish a name of its own; a stage by itself, before anything is printed.
 *
 * The same wishes get the same names in whatever order they come, and one more wish changes no name but those of its own rivals:
 * who wants a name alone gets it; of rivals each takes the next of its candidates that it wants alone; who is left without gets a
 * number, in the order of the keys.
 */
export function assignNames(
  wishes: readonly Wish[],
  { legal, taken = [], fold = folded }: NamingRules,
): ReadonlyMap<string, string> {
  const used = new Set([...taken].map(fold));
  const names = new Map<string, string>();
  let open = wishes.map(({ key, candidates }) => ({ key, candidates: candidates.map(legal) }));
  const rounds = Math.max(0, ...open.map(({ candidates }) => candidates.length));
  for (let round = 0; round < rounds; round += 1) {
    const wanted = Map.groupBy(open, ({ candidates }) => fold(candidates[round] ?? ""));
    for (const [name, rivals] of wanted) {
      const [only] = rivals;
      const asWritten = only?.candidates[round];
      if (rivals.length > 1 || only === undefined || asWritten === undefined || used.has(name)) continue;
      names.set(only.key, asWritten);
    }
    for (const { key } of open) {
      const name = names.get(key);
      if (name !== undefined) used.add(fold(name));
    }
    open = open.filter(({ key }) => !names.has(key));
  }
  const numbers = new Map<string, number>();
  for (const { key, candidates } of open.toSorted((a, b) => (a.key < b.key ? -1 : 1))) {
    const base = candidates[0] ?? legal("");
    const rivals = fold(base);
    let number = numbers.get(rivals) ?? 1;
    // The first of rivals keeps the bare name where nobody else has it.
    let name = base;
    while (used.has(fold(name))) name = numbered(base, ++number, legal);
    numbers.set(rivals, number);
    used.add(fold(name));
    names.set(key, name);
  }
  return names;
}

/** Where a language cuts names that are too long, it would cut the number off: then letters make room for it. */
function numbered(base: string, number: number, legal: NamingRules["legal"]): string {
  let stem = base;
  while (stem !== "" && legal(`${stem}${number}`) === legal(`${stem}${number + 1}`))
    stem = [...stem].slice(0, -1).join("");
  return legal(`${stem}${number}`);
}

function folded(name: string): string {
  return name.normalize("NFC").toLowerCase();
}
