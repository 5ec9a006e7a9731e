type Spelling = (segments: readonly string[]) => string;

/** How domains write the words of a path in types and addresses: `reservation-failed` has been seen in all of these. */
const spellings: readonly Spelling[] = [
  (segments) => segments.join("."),
  (segments) => segments.join(".").replaceAll("-", ""),
  (segments) => segments.join(".").replaceAll("-", "."),
  (segments) => segments.join(".").replaceAll("-", "_"),
  pascalCase,
];

/**
 * What the new path is called, by the example of a neighbour: `com.acme.order.placed` of `shop/order/placed` makes
 * `com.acme.order.returned` of `shop/order/returned`. `undefined` where the neighbour's name is not made of its path.
 */
export function spelledLike(
  neighbour: { readonly path: string; readonly name: string },
  path: string,
): string | undefined {
  const [theirs, ours] = [neighbour.path.split("/"), path.split("/")];
  for (let dropped = 0; dropped < theirs.length; dropped += 1)
    for (const spell of spellings) {
      const tail = spell(theirs.slice(dropped));
      if (neighbour.name.endsWith(tail))
        return neighbour.name.slice(0, -tail.length) + spell(ours.slice(dropped));
    }
  return undefined;
}

/**
 * `Order placed`: the path without its domain, or with it where that name is taken. Words that a neighbour parts, as
 * "Object type created" does those of `objecttype/created`, are parted in the same way.
 */
export function titleOf(
  path: string,
  isTaken: (title: string) => boolean,
  neighbours: readonly { readonly path: string; readonly title: string }[] = [],
): string {
  const [domain = "", ...segments] = path.split("/");
  const parted = segments.map((segment, index) => {
    const before = [domain, ...segments.slice(0, index)];
    const titles = neighbours.flatMap((each) => partedLike(each, [...before, segment]) ?? []);
    return titles[0] ?? segment;
  });
  const short = sentence(parted);
  return isTaken(short) ? sentence([domain, ...parted]) : short;
}

/** The neighbour's words for the last of the segments, if its path begins with them and its title says them. */
function partedLike(
  { path, title }: { readonly path: string; readonly title: string },
  segments: readonly string[],
): string | undefined {
  if (!path.startsWith(`${segments.join("/")}/`)) return undefined;
  const words = title.toLowerCase().split(/[ -]/);
  const wanted = segments.at(-1)?.replaceAll("-", "");
  for (let start = 0; start < words.length; start += 1)
    for (let end = start + 1; end <= words.length; end += 1)
      if (words.slice(start, end).join("") === wanted) return words.slice(start, end).join(" ");
  return undefined;
}

/** `orderPlaced`, from a title, whose words are those of the SDK names. */
export function camelCase(title: string): string {
  const [first = "", ...rest] = title.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return first.toLowerCase() + rest.map(capitalised).join("");
}

function sentence(segments: readonly string[]): string {
  return capitalised(segments.join(" ").replaceAll("-", " "));
}

function pascalCase(segments: readonly string[]): string {
  return segments
    .flatMap((segment) => segment.split("-"))
    .map(capitalised)
    .join("");
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
