import { expect, test } from "vitest";
import { hashSecret, idOfSecret, mintSecret, withoutSecrets } from "./secret.ts";

test("a secret names its id, has 256 random bits behind it, and only its hash is kept", () => {
  const asked: number[] = [];
  const { id, secret, hash } = mintSecret((bytes) => {
    asked.push(bytes);
    return Buffer.alloc(bytes, 0xab);
  });

  expect(asked).toEqual([6, 32]);
  expect(secret).toBe(`concordat_abababababab_${Buffer.alloc(32, 0xab).toString("base64url")}`);
  expect(idOfSecret(secret)).toBe(id);
  expect(hashSecret(secret).toString("hex")).toBe(hash);
});

test("no two secrets are alike", () => {
  expect(new Set(Array.from({ length: 1000 }, () => mintSecret().secret)).size).toBe(1000);
});

test.each(["", "concordat_", "concordat_abababababab_short", "x".repeat(69), " concordat_abababababab_"])(
  "%j is no secret of ours",
  (text) => {
    expect(idOfSecret(text)).toBeUndefined();
  },
);

test("what is kept of a text says which token stood in it, and not the token", () => {
  const { id, secret } = mintSecret();

  expect(withoutSecrets(`/v1/contracts?token=${secret}&a=1`)).toBe(
    `/v1/contracts?token=concordat_${id}_…&a=1`,
  );
  expect(withoutSecrets("/v1/contracts")).toBe("/v1/contracts");
});
