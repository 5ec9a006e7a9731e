/**
 * Exact division of decimals: 19.99 is a multiple of 0.01, although the quotient of the two doubles is no integer.
 * A number means the shortest decimal that reads back as the same double, which is what stood in the text.
 */
export function isMultipleOf(value: number, divisor: number): boolean {
  for (let power = 1; power <= 1e6; power *= 10) {
    const dividend = scaled(value, power);
    const unit = scaled(divisor, power);
    if (dividend !== undefined && unit !== undefined) return dividend % unit === 0;
  }
  return Number.isFinite(value) && isMultipleInDigits(value, divisor);
}

/**
 * The number times the power of ten, when that is an integer. Below 10^15 the division back is exact enough to tell: no
 * two decimals of so few digits are the same double.
 */
function scaled(value: number, power: number): number | undefined {
  const integer = Math.round(value * power);
  return Math.abs(integer) < 1e15 && integer / power === value ? integer : undefined;
}

function isMultipleInDigits(value: number, divisor: number): boolean {
  const [dividend, dividendScale] = decimalOf(value);
  const [unit, unitScale] = decimalOf(divisor);
  const scale = Math.max(dividendScale, unitScale);
  return (dividend * 10n ** BigInt(scale - dividendScale)) % (unit * 10n ** BigInt(scale - unitScale)) === 0n;
}

/** The digits as an integer, and how many of them stand behind the point (negative: zeros that follow). */
function decimalOf(value: number): [digits: bigint, scale: number] {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return [BigInt(whole + fraction), fraction.length - Number(exponent)];
}
