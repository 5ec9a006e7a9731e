/** From so many digits on, ECMAScript may print a whole double as another integer than it is: 2^56 ends in 7936 and prints as …7940. */
const fewestDigits = 17;

/**
 * Whether so many digits stand in a row somewhere, in a number or not. Each such row covers an index that is one less than a
 * multiple of its length, so one character in seventeen is looked at: every event passes here.
 */
export function mayHoldLongInteger(text: string): boolean {
  for (let at = fewestDigits - 1; at < text.length; at += fewestDigits) {
    if (!isDigit(text, at)) continue;
    let first = at;
    while (first > 0 && isDigit(text, first - 1)) first -= 1;
    let end = at + 1;
    while (end - first < fewestDigits && isDigit(text, end)) end += 1;
    if (end - first >= fewestDigits) return true;
  }
  return false;
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0x30 && code <= 0x39;
}
