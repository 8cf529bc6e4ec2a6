/**
 * Who signs the client certificate with which Cloudflare calls this environment's load balancers. A documentation value:
 * its key is gone. docs/runbooks/origin-pull-certificate.md makes a real one.
 */
export const ORIGIN_PULL_AUTHORITY = `-----BEGIN CERTIFICATE-----
MIICATCCAaigAwIBAgIUVWiLZ6NA7u/g3PIO3NDJ+JYlaXYwCgYIKoZIzj0EAwIw
TTEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEzMDEGA1UEAwwqRG9jdW1lbnRhdGlv
biBvcmlnaW4gcHVsbCBDQSBvZiBwcm9kdWN0aW9uMB4XDTI2MTEyNTIzMDYwM1oX
DTM2MTEyMjIzMDYwM1owTTEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEzMDEGA1UE
AwwqRG9jdW1lbnRhdGlvbiBvcmlnaW4gcHVsbCBDQSBvZiBwcm9kdWN0aW9uMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyvtwzfVdygcI6HgtbOB8ldsMF7IYd0Ie
QWTPDe7bGU2iTWoSor2H+MfpknW4NW6NI3LOn5wNxQVaadmwsMjnlKNmMGQwHQYD
VR0OBBYEFEJkpOngOWHiEm1EOMwNK9OtoAFEMB8GA1UdIwQYMBaAFEJkpOngOWHi
Em1EOMwNK9OtoAFEMBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgEG
MAoGCCqGSM49BAMCA0cAMEQCIHPeLTa6RbLgmu57b1FjaQ4cRo9y+xPETuGk7lhd
1KCCAiA6tx9QfNbAoRzWMvrhET7ZZeCbxyhDWoOisSu+2jA3sA==
-----END CERTIFICATE-----
`;
