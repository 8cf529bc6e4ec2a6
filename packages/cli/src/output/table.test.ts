import { expect, test } from 'vitest';
import { renderTable } from './table.ts';

test('makes columns as wide as their content, numbers flush right, without spaces at line ends', () => {
  const table = renderTable<[string, number]>(
    [
      { title: 'stack', value: ([name]) => name },
      { title: 'resources', value: ([, count]) => String(count), align: 'right' },
      { title: 'note', value: () => '' },
    ],
    [
      ['indonesia-dev-network', 83],
      ['x', 5],
    ],
  );
  expect(table).toBe(
    [
      'stack                  resources  note',
      'indonesia-dev-network         83',
      'x                              5',
    ].join('\n'),
  );
});
