/**
 * What ECMA-262 says of a pattern and a word, by the engine that we run on: a match may begin at every character.
 *
 * Asked place by place, because V8 left alone also tries the middle of a surrogate pair, where no match can begin:
 * `/\B/u.test("a😀a")` is true there, and by the standard false.
 */
export function engineFinds(pattern: string, word: string): boolean {
  const engine = new RegExp(pattern, "uy");
  let place = 0;
  for (const character of [...word, ""]) {
    engine.lastIndex = place;
    if (engine.test(word)) return true;
    place += character.length;
  }
  return false;
}
