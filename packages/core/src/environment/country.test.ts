import { describe, expect, test } from 'vitest';
import { TEST_COUNTRY } from '../fixtures.ts';
import { defineCountry } from './country.ts';

test('reports every problem of a country together', () => {
  const values = {
    ...TEST_COUNTRY,
    region: 'ap-southeast-4',
    timeZone: 'Jakarta',
    domain: 'Smile',
    namePrefix: 'smile-indonesia',
    owner: 'platform',
    operatorCidrs: ['203.0.113.7/24'],
  };
  expect(() => defineCountry(values)).toThrow(
    [
      'country indonesia: 6 problems',
      '  - region: expected one of ap-southeast-1, ap-southeast-3, ap-southeast-5, got "ap-southeast-4"; add a folder for another region to packages/core/data',
      '  - timeZone: expected an IANA time zone, got "Jakarta"; use a name such as Europe/Paris',
      '  - domain: expected a domain in lower case, got "Smile"; use a name such as smile.example',
      '  - namePrefix: expected a lower-case word of at most 12 characters, got "smile-indonesia"; it starts the name of every AWS resource, as in smile',
      '  - owner: expected an e-mail address, got "platform"; name the mailbox of the team, not of a person',
      '  - operatorCidrs[0]: "203.0.113.7/24" has host bits set; did you mean 203.0.113.0/24?',
    ].join('\n'),
  );
});

test('refuses a cost centre that no tag can hold, because AWS says so only at apply (P16)', () => {
  expect(() => defineCountry({ ...TEST_COUNTRY, costCentre: 'R&D' })).toThrow(
    'country indonesia: costCentre: expected a cost centre, got "R&D"; use letters, digits, spaces and _.:/=+-@',
  );
});

describe('addresses of operators', () => {
  const withBlocks = (...operatorCidrs: string[]) => defineCountry({ ...TEST_COUNTRY, operatorCidrs }).operatorCidrs;

  // Blocks for documentation: RFC 5737 and RFC 3849.
  test('are of either family', () => {
    expect(withBlocks('203.0.113.0/24', '2001:db8:1234::/48')).toEqual(['203.0.113.0/24', '2001:db8:1234::/48']);
  });

  test.each([
    '2001:db8::/16',
    '2001:db8::/32',
    '203.0.0.0/8',
    '203.0.112.0/19',
    '2001:db8::',
    '2001:db8::/129',
    '2001:zz::/48',
    '::/0',
  ])('refuses %s', (block) => {
    expect(() => withBlocks(block)).toThrow(
      `country indonesia: operatorCidrs[0]: expected an IPv4 block from /20 to /32 or an IPv6 block from /40 to /128, got "${block}"; list the public addresses of the offices`,
    );
  });

  // RFC 1918, RFC 6598, RFC 3927, RFC 4193 and RFC 4291.
  test.each([
    '10.0.0.0/24',
    '172.31.0.0/20',
    '192.168.1.0/24',
    '100.64.0.0/24',
    '169.254.169.254/32',
    'fd00:1::/48',
    'fe80::/64',
  ])('refuses %s, which the internet does not know', (block) => {
    expect(() => withBlocks(block)).toThrow(
      `country indonesia: operatorCidrs[0]: expected public addresses, got "${block}"; requests arrive with the public address of an office, never with its private one`,
    );
  });
});
