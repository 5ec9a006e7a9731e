import { registryClientErrors } from "../errors.ts";

/**
 * The header of a token. One with a colon is a user and a secret, which no bearer token can be mistaken for (RFC 6750,
 * section 2.1).
 *
 * @throws {RegistryClientError} REGISTRY_TOKEN; what is wrong with it is said, the token is not
 */
export function authorizationOf(token: string): string {
  if (token.trim() === "") throw registryClientErrors.REGISTRY_TOKEN({ trouble: "is empty" });
  if (!/^[\x20-\x7e]*$/.test(token))
    throw registryClientErrors.REGISTRY_TOKEN({
      trouble: "has a line break or another character that no header can carry",
    });
  return token.includes(":") ? `Basic ${btoa(token)}` : `Bearer ${token}`;
}
