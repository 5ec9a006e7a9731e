import { hash, randomBytes } from "node:crypto";

/** What is handed out once, and what is kept of it. */
export type MintedSecret = {
  /** Public: it names the token in lists, logs and the audit, and proves nothing. */
  readonly id: string;
  /** `concordat_<id>_<256 random bits>`: the first word is what secret scanners look for. */
  readonly secret: string;
  readonly hash: string;
};

const form = /^concordat_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;

export function mintSecret(random: (bytes: number) => Buffer = randomBytes): MintedSecret {
  const id = random(6).toString("hex");
  const secret = `concordat_${id}_${random(32).toString("base64url")}`;
  return { id, secret, hash: hashSecret(secret).toString("hex") };
}

/** The public part of a secret of ours; `undefined` for any other text. */
export function idOfSecret(text: string): string | undefined {
  return form.exec(text)?.[1];
}

/**
 * Plain SHA-256, and on purpose nothing slow: with 256 random bits there is nothing to guess, and every request pays.
 */
export function hashSecret(secret: string): Buffer {
  // Text of one byte a character takes a third of the time that a buffer of its own takes.
  return Buffer.from(hash("sha256", secret, "binary"), "latin1");
}

/** The text without the secret part of tokens of ours, for places that keep what strangers wrote. */
export function withoutSecrets(text: string): string {
  return text.includes("concordat_") ? text.replace(/(concordat_[0-9a-f]{12}_)[A-Za-z0-9_-]+/g, "$1…") : text;
}
