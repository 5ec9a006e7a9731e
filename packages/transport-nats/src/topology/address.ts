import { transportErrors } from "@concordat/runtime";

/** An address is a subject, exactly as it is. Throws TRANSPORT_ADDRESS for what is none that a message can be published on. */
export function checkAddress(address: string, partitions: number): void {
  const trouble = addressTrouble(address, partitions);
  if (trouble !== undefined) throw transportErrors.TRANSPORT_ADDRESS({ transport: "nats", address, trouble });
}

export function addressTrouble(address: string, partitions: number): string | undefined {
  if (address === "") return "a subject is not empty";
  // Controls and white space end a word of the protocol.
  if (/[\s\p{Cc}]/u.test(address)) return "a subject has neither white space nor controls";
  if (Buffer.byteLength(address) > longest) return `a subject has ${longest} bytes at most`;
  const tokens = address.split(".");
  if (tokens.includes("")) return "the words between dots are not empty";
  if (tokens.includes("*") || tokens.includes(">"))
    return "`*` and `>` stand for many subjects, and a message has one";
  if (address.startsWith("$")) return "subjects that begin with $ are the server's own";
  if (tokens[0] === "_INBOX") return "subjects below _INBOX are for answers";
  if (partitions > 0 && /^p\d+$/.test(tokens.at(-1) ?? ""))
    return "with partitions, a last word such as p3 names one";
  return undefined;
}

const longest = 512;

export function partitionSubject(address: string, partition: number): string {
  return `${address}.p${partition}`;
}

/** Whether a pattern of a stream's subjects (`oms.>`, `orders.*.placed`) covers the subject. */
export function covers(pattern: string, subject: string): boolean {
  const [wanted, tokens] = [pattern.split("."), subject.split(".")];
  for (const [index, word] of wanted.entries()) {
    if (word === ">") return tokens.length > index;
    if (index >= tokens.length || (word !== "*" && word !== tokens[index])) return false;
  }
  return wanted.length === tokens.length;
}
