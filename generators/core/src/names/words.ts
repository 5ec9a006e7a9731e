/**
 * The words of a name, as people write names: `display_name`, `displayName`, `Display name` and `HTTPServer` fall into the same
 * words each, in small letters. What is neither letter nor digit parts words and is lost; letters of any script are letters.
 */
export function wordsOf(name: string): readonly string[] {
  return name
    .normalize("NFC")
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

export type Case = (words: readonly string[]) => string;

/** `objectTypeCreated` */
export const camelCase: Case = ([first = "", ...rest]) => first + pascalCase(rest);

/** `ObjectTypeCreated` */
export const pascalCase: Case = (words) => words.map(capitalised).join("");

/** `object_type_created` */
export const snakeCase: Case = (words) => words.join("_");

/** `OBJECT_TYPE_CREATED` */
export const constantCase: Case = (words) => words.join("_").toUpperCase();

/** `object-type-created` */
export const kebabCase: Case = (words) => words.join("-");

function capitalised(word: string): string {
  const [first = "", ...rest] = word;
  return first.toUpperCase() + rest.join("");
}
