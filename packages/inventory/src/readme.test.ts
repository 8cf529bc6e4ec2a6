import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTemporaryDirectory } from './fixtures/temporary-directory.ts';
import { synthesizeTwoStacks } from './fixtures/two-stack-app.ts';
import { unprotectedDatabases } from './readme-example.ts';

test('the README shows the example as it is compiled', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const example = readFileSync(join(__dirname, 'readme-example.ts'), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});

test('the example runs on a synthesized directory', () => {
  const found = withTemporaryDirectory((directory) => {
    synthesizeTwoStacks(directory);
    return unprotectedDatabases(directory);
  });
  expect(found).toEqual(['clusters/Orders is read by clusters aws_ssm_parameter.Endpoint']);
});
