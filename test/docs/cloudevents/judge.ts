import { type DataVerdict, validateBatch } from "@concordat/cloudevents";

/** Any function will do; those of `@concordat/validator` and of generated SDKs fit as they are. */
function validateName(data: unknown): DataVerdict {
  if (typeof (data as { name?: unknown }).name === "string") return { valid: true };
  return {
    valid: false,
    problems: [{ pointer: "/name", message: "/name must be a string", expected: "a string" }],
  };
}

const event = {
  specversion: "1.0",
  id: "1",
  source: "/oms/main",
  type: "com.example.user.created",
  data: { name: "User" },
};
const { total, valid, results, duplicates } = validateBatch(
  [
    event,
    { ...event, id: "2", data: { name: 5 } },
    event,
    { ...event, id: "3", type: "com.example.user.craeted" },
  ],
  { validateData: validateName, knownTypes: new Set(["com.example.user.created"]) },
);

console.log({ total, valid, duplicates });
for (const { index, violations } of results)
  for (const { severity, code, message } of violations) console.log(index, severity, code, message);
