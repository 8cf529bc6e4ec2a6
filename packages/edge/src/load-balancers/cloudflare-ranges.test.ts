import { describe, expect, test } from 'vitest';
import { CLOUDFLARE_RANGES, rangeProblems } from './cloudflare-ranges.ts';

const given = (lists: { readonly ipv4?: readonly string[]; readonly ipv6?: readonly string[] }) =>
  rangeProblems({ ipv4: ['104.16.0.0/13'], ipv6: ['2400:cb00::/32'], ...lists });

describe("Cloudflare's ranges", () => {
  test('are 15 blocks of IPv4 and 7 of IPv6, with their source and date', () => {
    expect(CLOUDFLARE_RANGES.ipv4).toHaveLength(15);
    expect(CLOUDFLARE_RANGES.ipv6).toHaveLength(7);
    expect(CLOUDFLARE_RANGES.source).toContain('https://api.cloudflare.com/client/v4/ips');
    expect(CLOUDFLARE_RANGES.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test('hold nothing that may not be let in', () => {
    expect(rangeProblems(CLOUDFLARE_RANGES)).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    [{ ipv4: [] }, 'ipv4: expected at least one block, got none; nobody would be let in'],
    [{ ipv6: [] }, 'ipv6: expected at least one block, got none; nobody would be let in'],
    [{ ipv4: ['104.16.0.0/13', '104.16.0.0/13'] }, 'ipv4[1]: "104.16.0.0/13" is listed twice; remove one'],
    [{ ipv4: ['cloudflare'] }, 'ipv4[0]: expected an IPv4 block, got "cloudflare"; copy it as in 104.16.0.0/13'],
    [{ ipv4: ['104.16.0.1/13'] }, 'ipv4[0]: "104.16.0.1/13" has host bits set; did you mean 104.16.0.0/13?'],
    [
      { ipv4: ['0.0.0.0/0'] },
      'ipv4[0]: expected a block of /12 or narrower, got "0.0.0.0/0"; it would let in more than Cloudflare',
    ],
    [{ ipv4: ['10.1.0.0/16'] }, 'ipv4[0]: "10.1.0.0/16" is not on the internet; this list is not Cloudflare\'s'],
    [{ ipv6: ['2400:cb00::'] }, 'ipv6[0]: expected an IPv6 block, got "2400:cb00::"; copy it as in 2400:cb00::/32'],
    [
      { ipv6: ['::/0'] },
      'ipv6[0]: expected a block of /28 or narrower, got "::/0"; it would let in more than Cloudflare',
    ],
    [{ ipv6: ['fd00::/32'] }, 'ipv6[0]: "fd00::/32" is not on the internet; this list is not Cloudflare\'s'],
  ])('%j', (lists, problem) => {
    expect(given(lists)).toEqual([problem]);
  });
});
