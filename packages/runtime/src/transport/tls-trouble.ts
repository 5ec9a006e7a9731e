export type TlsTrouble = { readonly trouble: string; readonly remedy: string };

const untrusted: TlsTrouble = {
  trouble: "its certificate was issued by nobody who is trusted here",
  remedy: 'name the authority that issued the certificate of the broker in "tls.ca"',
};

const unproved: TlsTrouble = {
  trouble: "the broker wants a certificate of this client that it trusts",
  remedy: 'set "tls.cert" and "tls.key" to a certificate that an authority of the broker issued',
};

const notSpoken: TlsTrouble = {
  trouble: "the connection ended before TLS was agreed on",
  remedy: "see that the broker runs and speaks TLS at that port; where it does not, leave `tls` out",
};

/** By what Node or a client calls it. What the other side says is an alert, whose code is spelt in one way or another. */
const troubles: readonly (readonly [RegExp, TlsTrouble])[] = [
  [
    /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT|GET_ISSUER_CERT_LOCALLY))$/,
    untrusted,
  ],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    {
      trouble: "its certificate is for another host",
      remedy: 'use a host that the certificate is for, or say its name in "tls.serverName"',
    },
  ],
  [
    /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/,
    {
      trouble: "its certificate is not valid at this time",
      remedy: "have the certificate of the broker renewed, and see that the clock here is right",
    },
  ],
  [
    /^ERR_SSL_.*ALERT_(BAD_CERTIFICATE|CERTIFICATE_|NO_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE)/,
    unproved,
  ],
  [
    /^(ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)|.*before secure TLS connection was established)$/,
    notSpoken,
  ],
  [
    /^Broker requires TLS/,
    { trouble: "it speaks TLS there", remedy: 'set "tls.on", and "tls.ca" for an authority of your own' },
  ],
];

/** What went wrong with TLS, in words, and what to do; `undefined` where it was something else. */
export function tlsTroubleOf(
  links: readonly { readonly code?: string | number; readonly message?: string }[],
): TlsTrouble | undefined {
  for (const { code, message } of links)
    for (const said of [code, message])
      for (const [pattern, { trouble, remedy }] of troubles)
        if (said !== undefined && pattern.test(String(said)))
          return { trouble: `${trouble} (${said})`, remedy };
  return undefined;
}
