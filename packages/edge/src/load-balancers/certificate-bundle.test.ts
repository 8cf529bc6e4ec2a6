import { describe, expect, test } from 'vitest';
import { bundleProblems, normalizedBundle } from './certificate-bundle.ts';
import { AUTHORITY, LEAF, NEXT_AUTHORITY } from './fixtures.ts';

describe('a bundle', () => {
  test('may hold one authority, or two while one follows the other', () => {
    expect(bundleProblems(AUTHORITY)).toEqual([]);
    expect(bundleProblems(AUTHORITY + NEXT_AUTHORITY)).toEqual([]);
  });

  test('is the certificates and nothing else, whatever stands around them', () => {
    const noisy = `Subject: ours\n${AUTHORITY.replaceAll('\n', '\r\n')}\nnotes\n${NEXT_AUTHORITY}`;
    expect(normalizedBundle(noisy)).toBe(AUTHORITY + NEXT_AUTHORITY);
  });
});

describe('refuses', () => {
  test.each([
    ['nothing', '', 'expected at least one PEM certificate, got none; begin with -----BEGIN CERTIFICATE'],
    [
      'a leaf',
      LEAF,
      'O=smile.example, CN=leaf is no certificate authority; give the one that signed it, so that its successor is trusted too',
    ],
    [
      'an authority twice',
      AUTHORITY + AUTHORITY,
      'O=smile.example, CN=Documentation origin pull CA 1 is in the bundle twice; remove one',
    ],
    ['a broken certificate', AUTHORITY.replace('MII', 'MIJ'), 'block 1 is not a certificate; leave only certificates'],
    [
      'something else in PEM',
      `${AUTHORITY}-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n`,
      'block 2 is not a certificate; leave only certificates',
    ],
  ])('%s', (_name, pem, problem) => {
    expect(bundleProblems(pem)).toEqual([problem]);
  });

  test.each(['PRIVATE KEY', 'EC PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY'])(
    'a %s, without repeating it',
    (label) => {
      const problems = bundleProblems(`${AUTHORITY}-----BEGIN ${label}-----\nc2VjcmV0\n-----END ${label}-----\n`);
      expect(problems).toEqual([
        'the bundle holds a private key, which must never be in the code; remove it, and make a new key, because this one has been seen',
      ]);
    },
  );
});
