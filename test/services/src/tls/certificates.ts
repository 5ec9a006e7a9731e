import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import {
  bits,
  explicit,
  implicit,
  octets,
  oid,
  randomNumber,
  sequence,
  setOf,
  text,
  time,
  yes,
} from "./der.ts";

/** PEM, each. */
export type Identity = { readonly certificate: string; readonly key: string };

export type Authority = {
  /** What those trust who trust whom it vouches for. */
  readonly certificate: string;
  /** For hosts and addresses (a server), or for a name (a client). */
  issue(name: string, hosts?: readonly string[]): Identity;
};

/** An authority that lives as long as its test, so that no key lies in the repository and none expires there. */
export function createAuthority(name = "Concordat tests"): Authority {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const own = certificateOf({
    name,
    key: keys.publicKey,
    issuer: name,
    signer: keys.privateKey,
    isAuthority: true,
  });
  return {
    certificate: own,
    issue(subject, hosts = []) {
      const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
      const certificate = certificateOf({
        name: subject,
        key: publicKey,
        issuer: name,
        signer: keys.privateKey,
        hosts,
      });
      return { certificate, key: privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
    },
  };
}

type Wanted = {
  readonly name: string;
  readonly key: KeyObject;
  readonly issuer: string;
  readonly signer: KeyObject;
  readonly hosts?: readonly string[];
  readonly isAuthority?: boolean;
};

const day = 86_400_000;
const ecdsaWithSha256 = sequence(oid("1.2.840.10045.4.3.2"));
const named = (name: string) => sequence(setOf(sequence(oid("2.5.4.3"), text(name))));

/** X.509, version 3 (RFC 5280). */
function certificateOf({ name, key, issuer, signer, hosts = [], isAuthority = false }: Wanted): string {
  const version = explicit(0, Buffer.from([2, 1, 2]));
  const now = Date.now();
  const validity = sequence(time(new Date(now - day)), time(new Date(now + day)));
  const extensions = [
    ...(isAuthority ? [sequence(oid("2.5.29.19"), yes, octets(sequence(yes)))] : []),
    ...(hosts.length > 0
      ? [sequence(oid("2.5.29.17"), octets(sequence(...hosts.map(alternativeName))))]
      : []),
  ];
  const body = sequence(
    version,
    randomNumber(randomBytes(16)),
    ecdsaWithSha256,
    named(issuer),
    validity,
    named(name),
    key.export({ type: "spki", format: "der" }),
    ...(extensions.length > 0 ? [explicit(3, sequence(...extensions))] : []),
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign("sha256", body, signer)));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/** A DNS name is [2], an address [7]. */
function alternativeName(host: string): Buffer {
  return isIP(host) === 4
    ? implicit(7, Buffer.from(host.split(".").map(Number)))
    : implicit(2, Buffer.from(host));
}
