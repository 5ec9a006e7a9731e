/** One choice for each, none taken twice: the classical matching by augmenting paths. `undefined` when there is none. */
export function matching<Choice>(choices: readonly (readonly Choice[])[]): Choice[] | undefined {
  const takenBy = new Map<Choice, number>();

  const place = (who: number, tried: Set<Choice>): boolean =>
    (choices[who] ?? []).some((choice) => {
      if (tried.has(choice)) return false;
      tried.add(choice);
      const holder = takenBy.get(choice);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(choice, who);
      return true;
    });

  for (const who of choices.keys()) if (!place(who, new Set())) return undefined;
  const result: Choice[] = [];
  for (const [choice, who] of takenBy) result[who] = choice;
  return result;
}
