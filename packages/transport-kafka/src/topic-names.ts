import { transportErrors } from "@concordat/runtime";

/** https://kafka.apache.org/documentation/#operations_topic: letters, digits, `.`, `_`, `-`, at most 249 of them. Throws TRANSPORT_ADDRESS. */
export function checkTopicName(address: string): void {
  const trouble = topicNameTrouble(address);
  if (trouble !== undefined)
    throw transportErrors.TRANSPORT_ADDRESS({ transport: "kafka", address, trouble });
}

export function topicNameTrouble(name: string): string | undefined {
  if (name === "") return "a topic has a name";
  if (name.length > 249)
    return `the name of a topic has 249 characters at most, and this one has ${name.length}`;
  if (name === "." || name === "..") return "a topic cannot be called so";
  const bad = /[^a-zA-Z0-9._-]/u.exec(name)?.[0];
  return bad === undefined
    ? undefined
    : `${JSON.stringify(bad)} is no character of the name of a topic; there are letters, digits, ".", "_" and "-"`;
}
