// `pnpm accept`: after an edit of values, everything that is written from them: address lists and pages. It refuses to lose what holds
// data, as `pnpm accept-addresses` does, and ends with 1 where the owner's sizes do not agree: CONTRIBUTING.md says how to amend one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, requireNode, run } from './repository.mjs';

requireNode();

const STEPS = [['apps/accept-addresses.ts', ...process.argv.slice(2)], ['packages/cli/src/docs/write-pages.ts']];

for (const [program, ...args] of STEPS) {
  const { exitCode, output } = await run(process.execPath, ['--import', 'tsx', program, ...args]);
  if (exitCode !== 0) {
    console.error(output.trimEnd());
    process.exit(exitCode);
  }
}
const { stdout } = await run('git', ['status', '--porcelain']);
const changed = stdout.split('\n').filter((line) => line !== '');
console.log(
  changed.length === 0 ? 'nothing differs from the commit' : `differs from the commit:\n${changed.join('\n')}`,
);

const page = readFileSync(join(ROOT, 'docs', 'requirements.md'), 'utf8');
const unmet = [...new Set(page.split('\n').filter((line) => line.startsWith('- Unmet: ')))];
if (unmet.length > 0) {
  console.error(
    [
      'error: requirements are unmet',
      ...unmet,
      'correct the value; or, where the owner decided on another size, add a record to packages/requirements/data/amendments.json:',
      '  { "requirement": "APP-…", "size": "…", "from": …, "to": …, "on": "<day>", "by": "<who decided>", "because": "<why>" }',
    ].join('\n'),
  );
  process.exitCode = 1;
}
