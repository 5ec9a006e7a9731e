import { createCircuitBreakers, protect } from "@concordat/runtime";
import { createFakeClock } from "@concordat/runtime/fakes";

const clock = createFakeClock();
const breakers = createCircuitBreakers({ clock, byName: { rates: { openMs: 10_000 } } });
breakers.onChange(({ name, from, to, because }) => console.log(`${name}: ${from} → ${to}, ${because}`));

let isAway = true;
const rateOf = protect(async (currency: string) => {
  if (isAway) throw new Error("no connection");
  return currency === "KRW" ? 1_360 : 1;
}, breakers.of("rates"));

for (let call = 0; call < 7; call += 1) await rateOf("KRW").catch(({ message }) => console.log(message));

await clock.advance(10_000);
isAway = false;
console.log(await rateOf("KRW"), await rateOf("KRW"));
console.log(breakers.of("rates").snapshot());
