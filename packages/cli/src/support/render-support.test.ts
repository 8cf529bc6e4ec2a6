import { expect, test } from 'vitest';
import { renderSupport } from './render-support.ts';

const source = 'a page';

test('tells how it stands, what comes, and what has no day', () => {
  const text = renderSupport({
    at: '2026-11-27',
    until: '2027-11-27',
    dates: [
      {
        on: '2026-07-31',
        what: 'MySQL on RDS 8.0',
        event: 'standard support ends',
        afterwards: 'paid extended support',
        environments: ['indonesia/dev', 'indonesia/production'],
        source,
      },
      { on: '2027-04-30', what: 'Node.js 22', event: 'support ends', afterwards: 'no support', source },
    ],
    undated: [
      {
        what: 'certificates of ACM',
        event: 'renewed by AWS',
        afterwards: 'not trusted any more',
        environments: ['atlantis/dev', 'indonesia/dev'],
        detail: '2 certificates',
        source,
      },
    ],
  });
  expect(text).toBe(`ended before 2026-11-27:
day         days  what              then                                          where
2026-07-31  -119  MySQL on RDS 8.0  standard support ends: paid extended support  dev, production

until 2027-11-27:
day         days  what        then                      where
2027-04-30   154  Node.js 22  support ends: no support  the repository

without a day:
  certificates of ACM: renewed by AWS (atlantis/dev, indonesia/dev; 2 certificates)`);
});

test('says so when nothing ends', () => {
  expect(renderSupport({ at: '2026-11-27', until: '2027-11-27', dates: [], undated: [] })).toBe(
    'nothing has ended before 2026-11-27\n\nnothing ends until 2027-11-27',
  );
});
