import { runtimeErrors } from "../errors.ts";

/** The value of an option that counts something; anything but a whole number from 1 is refused by the option's name. */
export function wholeOption(option: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw runtimeErrors.RUNTIME_OPTION({
    option,
    trouble: `is ${value}, where a whole number from 1 belongs`,
  });
}
