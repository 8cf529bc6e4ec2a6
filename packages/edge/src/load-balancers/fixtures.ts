import type { EncryptionKey, EstateStack, PrivateBucket } from '@smile/core';
import { estateStackFor, TEST_EDGE, testEnvironment } from '@smile/core/fixtures';
import { Vpc } from '@smile/network';
import { logsBucketIn, logsKeyIn } from '../fixtures.ts';

/** A certificate authority whose key is gone. */
export const AUTHORITY = TEST_EDGE.originPull.authorities;

/** The one that follows {@link AUTHORITY}. */
export const NEXT_AUTHORITY = `-----BEGIN CERTIFICATE-----
MIIB6zCCAZCgAwIBAgIURW3cujPk8xfAL4MLiZWDaQ6ZPFwwCgYIKoZIzj0EAwIw
QTEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEnMCUGA1UEAwweRG9jdW1lbnRhdGlv
biBvcmlnaW4gcHVsbCBDQSAyMB4XDTI2MTEyNTIyNTI0OVoXDTM2MTEyMjIyNTI0
OVowQTEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTEnMCUGA1UEAwweRG9jdW1lbnRh
dGlvbiBvcmlnaW4gcHVsbCBDQSAyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
0as0MnXOgNWc+gGD/FIwFPj5LxBXwO3taGXcSwMkM3lv/IeJG2ZfbqbURTfVcgVG
SxmWhlSNW+92RLTVwagZ5aNmMGQwHQYDVR0OBBYEFHhZ5esIWxz/IeT+Tg+Sbxja
8G3XMB8GA1UdIwQYMBaAFHhZ5esIWxz/IeT+Tg+Sbxja8G3XMBIGA1UdEwEB/wQI
MAYBAf8CAQAwDgYDVR0PAQH/BAQDAgEGMAoGCCqGSM49BAMCA0kAMEYCIQCMYyt1
Pi71524umXkSi6uYTXHpDNeCSpADcYUMSM4gNwIhAMTWckEyUE/xX57zYULjvGK0
OM3nHVQoIv294P/pv9wl
-----END CERTIFICATE-----
`;

/** A certificate that signs none. */
export const LEAF = `-----BEGIN CERTIFICATE-----
MIIBoDCCAUagAwIBAgIUZyy9YDAapirLJhVAHqJKQTlHPXAwCgYIKoZIzj0EAwIw
JzEWMBQGA1UECgwNc21pbGUuZXhhbXBsZTENMAsGA1UEAwwEbGVhZjAeFw0yNjEx
MjUyMjUyNDlaFw0zNjExMjIyMjUyNDlaMCcxFjAUBgNVBAoMDXNtaWxlLmV4YW1w
bGUxDTALBgNVBAMMBGxlYWYwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARQ+N7l
si3+aIwY5Z2WERZtRmprEUFQWCv3xIxbkK35/eRbcgeGrPaFvEKgKh7/lYKRmAnY
5FRB2RBLkPipekc+o1AwTjAdBgNVHQ4EFgQUhr5UoxmaTD7/gYyR3BSK2vfL5mcw
HwYDVR0jBBgwFoAUhr5UoxmaTD7/gYyR3BSK2vfL5mcwDAYDVR0TAQH/BAIwADAK
BggqhkjOPQQDAgNIADBFAiBe2vbEd31UPE3hijA7CkIIH0ftMwNb0H9SFbE0V9q4
OgIhALPl2IOTaAhteq9lskOIzcmSvqohI7ykwsxuCzpa6mx3
-----END CERTIFICATE-----
`;

/** What load balancers and web ACLs stand on. */
export interface Surroundings {
  readonly vpc: Vpc;
  readonly logs: PrivateBucket;
  readonly logsKey: EncryptionKey;
  readonly certificateArn: string;
}

/** A certificate that somebody else made. */
const CERTIFICATE_ARN = 'arn:aws:acm:ap-southeast-3:222222222222:certificate/00000000-0000-4000-8000-000000000000';

/** Builds a stack of the edge; a network, a bucket and a key for logs are there for those who ask. */
export function balancedStackFor(
  build: (stack: EstateStack, surroundings: Surroundings) => void,
  environment = testEnvironment(),
): EstateStack {
  return estateStackFor((stack) => build(stack, new LazySurroundings(stack)), { environment, layer: 'edge' });
}

/** Makes what is asked for when it is asked for: a network alone is eighty resources. */
class LazySurroundings implements Surroundings {
  readonly certificateArn = CERTIFICATE_ARN;
  private readonly stack: EstateStack;

  constructor(stack: EstateStack) {
    this.stack = stack;
  }

  get vpc(): Vpc {
    return new Vpc(this.stack, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1', 'apse3-az2'] });
  }

  get logs(): PrivateBucket {
    return logsBucketIn(this.stack);
  }

  get logsKey(): EncryptionKey {
    return logsKeyIn(this.stack);
  }
}
