import {
  createRetryStatistics,
  exponential,
  fixed,
  nonRetryable,
  type RetryRules,
  retry,
} from "@concordat/runtime";
import { createDelivery, createFakeClock } from "@concordat/runtime/fakes";

const rules: RetryRules = {
  default: exponential({ attempts: 5, jitter: true }),
  rules: [
    { handler: "billing", policy: fixed({ attempts: 3, delayMs: 1_000 }) },
    { handler: "billing", type: "order.refunded", policy: fixed({ attempts: 10, delayMs: 60_000 }) },
    { error: "ECONNREFUSED", policy: exponential({ attempts: 8 }) },
  ],
};

const clock = createFakeClock();
const statistics = createRetryStatistics();
const around = retry(rules, { clock, handler: "billing", statistics });

let calls = 0;
const settled = around(async () => {
  calls += 1;
  if (calls < 3) throw new Error("the bank is away");
})(createDelivery());
await clock.advance(2_000);
await settled;
console.log(`handled at the ${calls}rd attempt, after waits of`, clock.waits);

const hopeless = around(async () => {
  throw nonRetryable(new Error("there is no such account"));
});
await hopeless(createDelivery()).catch(({ code, message }) => console.log(`${code}: ${message}`));

const { attempts, retries, successRate, byError } = statistics.snapshot();
console.log({ attempts, retries, successRate, byError });
