/** ECMA-262, 12.7, without escapes, and without the letters that nobody sees: a filler alone would be a name of nothing. */
export function isIdentifierName(name: string): boolean {
  return (
    /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !/\p{Default_Ignorable_Code_Point}/u.test(name)
  );
}

/** Names that cannot be declared in a module of strict code, or that would hide what everybody means by them. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}

/** Any text as a name that may be declared: what cannot stand in a name becomes `_`, a reserved word gets one behind it. */
export function legalName(name: string): string {
  const characters = [...name.normalize("NFC")].map((character) =>
    isIdentifierName(`_${character}`) ? character : "_",
  );
  const text = characters.join("").slice(0, maxLength);
  const begun = isIdentifierName(text) ? text : `_${text}`;
  return isReserved(begun) ? `${begun}_` : begun;
}

/** Longer ones help nobody, and some file systems take no longer file names. */
const maxLength = 100;

const reserved = new Set(
  [
    "arguments as async await boolean break case catch class const continue debugger declare default delete do else enum",
    "eval export extends false finally for from function get if implements import in instanceof interface let module",
    "namespace never new null number object of package private protected public return set static string super switch",
    "symbol this throw true try type typeof undefined unknown any bigint var void while with yield keyof infer is",
    "readonly require unique global globalThis intrinsic constructor prototype __proto__ NaN Infinity",
    "Array Boolean Date Error Function JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol",
    "Record Partial Pick Omit Readonly Required Exclude Extract ReadonlyArray Uint8Array",
  ]
    .join(" ")
    .split(" "),
);
