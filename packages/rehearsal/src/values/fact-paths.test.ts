import { describe, expect, it } from 'vitest';
import { attribute, block } from '../provider/fixtures/schemas.ts';
import { unknownFactPaths } from './fact-paths.ts';

describe('unknownFactPaths', () => {
  it('names each path that the schema does not have, with its fact', () => {
    const schema = block(
      [attribute('name', 'required'), attribute('made', 'computed', ['list', ['object', { part: 'string' }]])],
      [{ name: 'disk', nesting: 'list', block: block([attribute('size', 'required', 'number')]) }],
    );
    expect(
      unknownFactPaths(
        {
          replace: ['name', 'nmae', 'disk.size', 'disk.sise'],
          values: { 'made.part': 'x', 'made.prat': 'x' },
          recomputed: { made: ['*', 'disc'] },
        },
        schema,
      ),
    ).toEqual(['replace: nmae', 'replace: disk.sise', 'values: made.prat', 'recomputed by: disc']);
  });
});
