import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('the README shows the example as it is compiled and run', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const example = readFileSync(join(__dirname, 'readme-example.test.ts'), 'utf8');
  expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
});
