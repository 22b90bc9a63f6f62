// Keys and certificates: node's own X.509 reader judges what we write.
import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { Struct, type Value } from "../../../src/go/value.ts";
import { certificateFunctions } from "../../../src/gotmpl/functions/certificates.ts";
import { answer, fixedWorld, printed } from "./call.ts";

const functions = certificateFunctions(fixedWorld());
const ecKey = printed(functions, "genPrivateKey", "ecdsa"),
  edKey = printed(functions, "genPrivateKey", "ed25519");

function certificate(name: string, ...args: Value[]): { cert: X509Certificate; key: Value; struct: Struct } {
  const struct = answer(functions, name, args);
  assert.ok(struct instanceof Struct, String(struct));
  return { cert: new X509Certificate(struct.fields.Cert as string), key: struct.fields.Key!, struct };
}

Deno.test("genPrivateKey writes each type as Go does", () => {
  assert.match(ecKey, /^-----BEGIN EC PRIVATE KEY-----\n([^\n]{1,64}\n)+-----END EC PRIVATE KEY-----\n$/);
  assert.match(edKey, /^-----BEGIN PRIVATE KEY-----\n/);
  assert.equal(printed(functions, "genPrivateKey", "RSA"), "Unknown type RSA");
});

Deno.test("a self-signed certificate carries names, addresses and days", () => {
  const { cert, key } = certificate(
    "genSelfSignedCertWithKey",
    "svc é",
    ["10.0.0.1", "::1"],
    ["a.b"],
    5n,
    ecKey,
  );
  assert.equal(key, ecKey);
  assert.equal(cert.subject, "CN=svc é");
  assert.match(cert.subjectAltName!, /^DNS:a\.b, IP Address:10\.0\.0\.1, IP Address:[0:]*:1$/);
  assert.deepEqual([cert.validFrom, cert.validTo].map(Date.parse), [1_709_654_828_000, 1_710_086_828_000]);
  assert.ok(cert.verify(cert.publicKey));
  assert.ok(!cert.ca);
});

Deno.test("an authority signs certificates for other keys", () => {
  const authority = certificate("genCAWithKey", "my-ca", 10n, edKey);
  assert.ok(authority.cert.ca);
  const { cert } = certificate(
    "genSignedCertWithKey",
    "svc",
    null,
    ["svc.local"],
    1n,
    authority.struct,
    ecKey,
  );
  assert.equal(cert.issuer, "CN=my-ca");
  assert.ok(cert.verify(authority.cert.publicKey));
  assert.ok(cert.checkIssued(authority.cert));
});

Deno.test("genCA makes its own RSA key", () => {
  const { cert, key } = certificate("genCA", "x", 1n);
  assert.match(key as string, /^-----BEGIN RSA PRIVATE KEY-----\n/);
  assert.ok(cert.verify(cert.publicKey));
});

Deno.test("buildCustomCert takes back what was made", () => {
  const { struct } = certificate("genCAWithKey", "ca", 1n, ecKey);
  const encoded = [struct.fields.Cert, struct.fields.Key].map((text) => btoa(text as string));
  assert.deepEqual({ ...certificate("buildCustomCert", ...encoded).struct.fields }, { ...struct.fields });
});

Deno.test("bad keys, addresses and certificates fail in Go's words", () => {
  const pem = (type: string, body: string) => `-----BEGIN ${type}-----\n${body}\n-----END ${type}-----\n`;
  const stranger = new Struct("sprig.certificate", {
    Cert: certificate("genCAWithKey", "ca", 1n, ecKey).struct.fields.Cert!,
    Key: edKey,
  });
  const rows: readonly (readonly [string, readonly Value[], string])[] = [
    ["genCAWithKey", ["x", 1n, "junk"], "parsing private key: no PEM data in input"],
    [
      "genCAWithKey",
      ["x", 1n, pem("CERTIFICATE", "AAAA")],
      "parsing private key: no private key data in PEM block of type CERTIFICATE",
    ],
    [
      "genCAWithKey",
      ["x", 1n, ecKey.replaceAll("EC PRIVATE", "PRIVATE")],
      "parsing private key: decoding PEM as PKCS#8: x509: failed to parse private key " +
      "(use ParseECPrivateKey instead for this key format)",
    ],
    [
      "genCAWithKey",
      ["x", 1n, pem("DSA PRIVATE KEY", "MAYCAQACAQE=")],
      "error creating certificate: x509: certificate private key does not implement crypto.Signer",
    ],
    ["genSelfSignedCertWithKey", ["x", ["1.2.3"], null, 1n, ecKey], "error parsing ip: 1.2.3"],
    ["genSelfSignedCertWithKey", ["x", [10n], null, 1n, ecKey], "error parsing ip: 10 is not a string"],
    [
      "genSelfSignedCertWithKey",
      ["x", null, [5n], 1n, ecKey],
      "error processing alternate dns name: 5 is not a string",
    ],
    [
      "genSignedCertWithKey",
      ["x", null, null, 1n, stranger, ecKey],
      "error creating certificate: x509: provided PrivateKey doesn't match parent's PublicKey",
    ],
    ["buildCustomCert", ["!", "!"], "unable to decode base64 certificate"],
    ["buildCustomCert", ["eA==", "eA=="], "unable to decode certificate"],
    [
      "buildCustomCert",
      [btoa(pem("CERTIFICATE", "AAAA")), "eA=="],
      "error parsing certificate: decodedCert.Bytes: x509: malformed certificate",
    ],
  ];
  for (const [name, args, words] of rows) {
    assert.equal(answer(functions, name, args), `error: ${words}`, name);
  }
});
