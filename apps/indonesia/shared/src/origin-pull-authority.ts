/**
 * Who signs the client certificate with which Cloudflare calls this environment's load balancers. A documentation value:
 * its key is gone. docs/runbooks/origin-pull-certificate.md makes a real one.
 */
export const ORIGIN_PULL_AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIB+jCCAaCgAwIBAgIUfl2D/Jfj/c9vQvPycNTnhEfhmvowCgYIKoZIzj0EAwIw
STEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEvMC0GA1UEAwwmRG9jdW1lbnRhdGlv
biBvcmlnaW4gcHVsbCBDQSBvZiBzaGFyZWQwHhcNMjYxMTI1MjMwNjAzWhcNMzYx
MTIyMjMwNjAzWjBJMRYwFAYDVQQKDA1zbWlsZS5leGFtcGxlMS8wLQYDVQQDDCZE
b2N1bWVudGF0aW9uIG9yaWdpbiBwdWxsIENBIG9mIHNoYXJlZDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABNZNMUPlpZlwNueamgQSS7LXl9BC3BIj/elvFnLkn1j3
DxXK2XX/0dZI35bTD+HOs+U7BcuN74KAkhwMMiNwOwCjZjBkMB0GA1UdDgQWBBRx
JCmzANUWpOgKFbqyeldLlSnvkDAfBgNVHSMEGDAWgBRxJCmzANUWpOgKFbqyeldL
lSnvkDASBgNVHRMBAf8ECDAGAQH/AgEAMA4GA1UdDwEB/wQEAwIBBjAKBggqhkjO
PQQDAgNIADBFAiA5Exu16qb0E822yPJmejDpWu2/qparSloNmUiDSNmvmAIhAP9N
OM6aKemRobr129qHmusYs5M3pVTYGcJcWUpi79CE
-----END CERTIFICATE-----
`;
