/**
 * Who signs the client certificate with which Cloudflare calls this environment's load balancers. A documentation value:
 * its key is gone. docs/runbooks/origin-pull-certificate.md makes a real one.
 */
export const ORIGIN_PULL_AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIB/DCCAaKgAwIBAgIUU98t2799K3epyyx7UiUedLTskP4wCgYIKoZIzj0EAwIw
SjEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEwMC4GA1UEAwwnRG9jdW1lbnRhdGlv
biBvcmlnaW4gcHVsbCBDQSBvZiBzdGFnaW5nMB4XDTI2MTEyNTIzMDYwM1oXDTM2
MTEyMjIzMDYwM1owSjEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEwMC4GA1UEAwwn
RG9jdW1lbnRhdGlvbiBvcmlnaW4gcHVsbCBDQSBvZiBzdGFnaW5nMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEw/Y/K24TP/y7VXgtp1aUT790Mik72oaiuoh3Tziu
68OejQz7uzTYbMyhcBaYf/LOnXCWXjvIUw0scvOQz8r5ZaNmMGQwHQYDVR0OBBYE
FFJXiYZO5EyjGOB624tqMxDlSqJ/MB8GA1UdIwQYMBaAFFJXiYZO5EyjGOB624tq
MxDlSqJ/MBIGA1UdEwEB/wQIMAYBAf8CAQAwDgYDVR0PAQH/BAQDAgEGMAoGCCqG
SM49BAMCA0gAMEUCIGgPOWBYNhRNsE/+LoL2w6hF5feY6h2YJjomLtjO0VzMAiEA
ic7t3bZ3DEKQV1fY5x3L78MQlEeMB2tEX7rmJ07u8LM=
-----END CERTIFICATE-----
`;
