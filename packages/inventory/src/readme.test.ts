import { expect, test } from 'vitest';
import { withTemporaryDirectory } from './fixtures/temporary-directory.ts';
import { synthesizeTwoStacks } from './fixtures/two-stack-app.ts';
import { unprotectedDatabases } from './readme-example.ts';

test('the example runs on a synthesized directory', () => {
  const found = withTemporaryDirectory((directory) => {
    synthesizeTwoStacks(directory);
    return unprotectedDatabases(directory);
  });
  expect(found).toEqual(['clusters/Orders is read by clusters aws_ssm_parameter.Endpoint']);
});
