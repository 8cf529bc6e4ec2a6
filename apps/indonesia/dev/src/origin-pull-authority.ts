/**
 * Who signs the client certificate with which Cloudflare calls this environment's load balancers. A documentation value:
 * its key is gone. docs/runbooks/origin-pull-certificate.md makes a real one.
 */
export const ORIGIN_PULL_AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIB9DCCAZqgAwIBAgIUNoJ5S2PkkXMoGxAq271j1z85lhYwCgYIKoZIzj0EAwIw
RjEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEsMCoGA1UEAwwjRG9jdW1lbnRhdGlv
biBvcmlnaW4gcHVsbCBDQSBvZiBkZXYwHhcNMjYxMTI1MjMwNjAzWhcNMzYxMTIy
MjMwNjAzWjBGMRYwFAYDVQQKDA1zbWlsZS5leGFtcGxlMSwwKgYDVQQDDCNEb2N1
bWVudGF0aW9uIG9yaWdpbiBwdWxsIENBIG9mIGRldjBZMBMGByqGSM49AgEGCCqG
SM49AwEHA0IABIFkS+4aLlc7BeAFzpZE1Unw+ls//OalfqKp/nE+qMr5WiLP8f1s
O5x4rP+dmCUiUc+nicAOhIg/QE3uZWJrLImjZjBkMB0GA1UdDgQWBBRqurWOmFzb
iTzqfstrBhl/4j+mZjAfBgNVHSMEGDAWgBRqurWOmFzbiTzqfstrBhl/4j+mZjAS
BgNVHRMBAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAKBggqhkjOPQQDAgNI
ADBFAiEAuyfsqY9A1piClnFa+v+oIuahWClFR5APsfailcJedJ0CIFxY/T9+gGYg
8AJCQoRSY/3dAb/IJjIn7Xb8m3mCPm3v
-----END CERTIFICATE-----
`;
