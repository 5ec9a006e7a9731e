import { isArray, type Json } from "./json.ts";

/**
 * How long a value is as JSON without white space and without escapes, or NaN where that says nothing.
 *
 * Made to prove that a parser dropped no member: a text that parses is as long as all that it holds. What was dropped took
 * at least five characters, as `"":0,` does, and can only hide where what was kept is written shorter than counted here. That
 * is so for numbers alone, `1e5` for `100000`: how much shorter each could be is added up, and five in all prove nothing.
 */
export function literalLengths(value: Json, maxDepth: number): number {
  slack = 0;
  const length = lengthOf(value, maxDepth);
  return slack < shortestMember ? length : Number.NaN;
}

const shortestMember = 5;

/** Of the call that is under way. Passing it through all levels costs a tenth of the walk. */
let slack = 0;

function lengthOf(value: Json, levelsLeft: number): number {
  if (typeof value === "string") return value.length + 2;
  if (typeof value === "number") return lengthOfNumber(value);
  if (value === null || value === true) return 4;
  if (value === false) return 5;
  if (levelsLeft <= 0) return Number.NaN;
  let length = 1;
  if (isArray(value)) {
    for (let index = 0; index < value.length; index += 1)
      length += lengthOf(value[index] as Json, levelsLeft - 1) + 1;
    return value.length === 0 ? 2 : length;
  }
  // Inherited members would be counted, too; they can only make the sum too large, and so the proof fail.
  for (const name in value) length += name.length + 4 + lengthOf(value[name] as Json, levelsLeft - 1);
  return length === 1 ? 2 : length;
}

/** From here on, whole doubles lie two or more apart, so an integer of the text may have been rounded. */
const firstUnsafe = 2 ** 53;

function lengthOfNumber(value: number): number {
  const size = value < 0 ? -value : value;
  const sign = value < 0 ? 1 : 0;
  if (Number.isInteger(size)) {
    if (size < 1000) return sign + (size < 10 ? 1 : size < 100 ? 2 : 3);
    if (!(size < firstUnsafe)) return Number.NaN;
    if (size % 1000 === 0) slack += savedByExponent(size);
    return sign + countDigits(size);
  }
  // The shortest spelling of a fraction below a hundredth has an exponent.
  if (!(size > 0.01 && size < firstUnsafe)) return Number.NaN;
  return sign + (lengthOfThousandths(size) ?? String(size).length);
}

/**
 * Most fractions have at most three digits behind the point, and for those arithmetic is cheaper than printing: a quotient
 * of two whole numbers is rounded like the literal that says the same.
 */
function lengthOfThousandths(size: number): number | undefined {
  const thousandths = Math.round(size * 1000);
  if (thousandths > 1e12 || thousandths / 1000 !== size) return undefined;
  const digits = thousandths % 10 !== 0 ? 3 : thousandths % 100 !== 0 ? 2 : 1;
  const whole = Math.trunc(size);
  return (whole < 10 ? 1 : whole < 100 ? 2 : whole < 1000 ? 3 : countDigits(whole)) + 1 + digits;
}

/** Of a whole number from 1000. */
function countDigits(size: number): number {
  let digits = 4;
  for (let next = 10_000; size >= next; next *= 10) digits += 1;
  return digits;
}

/** `000` may have been written as `e3`, ten zeros as `e10`. */
function savedByExponent(size: number): number {
  let zeros = 3;
  while (size % 10 ** (zeros + 1) === 0) zeros += 1;
  return zeros - (zeros < 10 ? 2 : 3);
}
