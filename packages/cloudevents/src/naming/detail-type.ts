/** What EventBridge calls a type: its last two words, each with a capital first letter and otherwise as it is. */
export function detailTypeOf(type: string): string {
  return type.split(".").slice(-2).map(capitalised).join(" ");
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
