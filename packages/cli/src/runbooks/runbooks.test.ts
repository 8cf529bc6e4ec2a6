import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FIRST_APPLY_STAGES, STACK_LAYERS } from '@smile/core';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { createProgram } from '../program.ts';
import { filledIn, readRunbook } from './read-runbook.ts';
import { anchorsOf, deadLinks, unknownCalls, unmadeFiles, unsetVariables } from './runbook-problems.ts';

const FOLDER = join(ROOT, 'docs', 'runbooks');
const read = (path: string) => readFileSync(join(FOLDER, path), 'utf8');

const runbooks = readdirSync(FOLDER).map((name) => readRunbook(name, read(name)));
const program = createProgram([], () => {});

/** Headings of every page that a runbook may link to, by its path from there. */
const pages = new Map<string, readonly string[]>([
  ...runbooks.map(({ name, text }) => [name, anchorsOf(text)] as const),
  ...readdirSync(join(ROOT, 'docs', 'adr')).map(
    (name) => [`../adr/${name}`, anchorsOf(read(`../adr/${name}`))] as const,
  ),
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => [`../${name}`, anchorsOf(read(`../${name}`))] as const),
  ...readdirSync(join(ROOT, 'packages')).map((name) => {
    const path = `../../packages/${name}/README.md`;
    return [path, anchorsOf(read(path))] as const;
  }),
]);

describe.each(runbooks.map((runbook) => [runbook.name, runbook] as const))('%s', (name, runbook) => {
  test('sets what it uses', () => {
    expect(unsetVariables(runbook)).toEqual([]);
  });

  test('makes the files that it reads', () => {
    expect(unmadeFiles(runbook)).toEqual([]);
  });

  test('calls smile as it is, and links to what is there', () => {
    expect([...unknownCalls(runbook, program), ...deadLinks(runbook, pages)]).toEqual([]);
  });

  test('is Bash', () => {
    for (const block of runbook.blocks) {
      const { status, stderr } = spawnSync('bash', ['-n'], { input: filledIn(block), encoding: 'utf8' });
      expect({ name, status, stderr }).toEqual({ name, status: 0, stderr: '' });
    }
  });
});

describe('a page that cannot be followed', () => {
  const page = (...lines: readonly string[]) => readRunbook('x.md', ['```sh', ...lines, '```', ''].join('\n'));

  // Faults that these pages once had, and others of their kind.
  test.each([
    ['curl "$CONSOLE/api/users"', '$CONSOLE is never set: curl "$CONSOLE/api/users"'],
    [
      'aws ec2 stop-instances --instance-ids ${server}',
      '$server is never set: aws ec2 stop-instances --instance-ids ${server}',
    ],
    ['echo "$A"; A=1', '$A is never set: echo "$A"; A=1'],
  ])('uses what nobody sets: %s', (line, problem) => {
    expect(unsetVariables(page(line))).toEqual([problem]);
  });

  test.each([
    'A=1; echo "$A"',
    'for x in 1 2; do echo "$x"; done',
    "jq -n --arg user b '{user: $user}'",
    'f() { echo "$1"; }',
  ])('is not one with %s', (line) => {
    expect(unsetVariables(page(line))).toEqual([]);
  });

  test.each([
    'D=/tmp; mysql --defaults-extra-file="$D/master.cnf"',
    'D=/tmp; mysql < "$D/alter.sql"',
    'D=/tmp; aws secretsmanager put-secret-value --secret-string "file://$D/secret.json"',
    'D=/tmp; curl -d "@$D/user.json" https://x',
  ])('reads a file that nobody made: %s', (line) => {
    expect(unmadeFiles(page(line))).toHaveLength(1);
    const [file = ''] = line.match(/\$D\/[\w.]+/) ?? [];
    expect(unmadeFiles(page(`echo x > "${file}"`, line))).toEqual([]);
  });

  test.each([
    ['smile connect rabbitmq --port 443', 'smile connect has no option --port'],
    ['./smile connect rabbit --env dev', 'smile connect has no target rabbit'],
    ['./smile deploy production', 'there is no command smile deploy'],
    ['./smile images synch dev', 'there is no command smile images synch'],
    ['./smile charts', 'there is no command smile charts'],
    ['./smile charts pull --force', 'smile charts pull has no option --force'],
    ['./smile rehearse --from-scratch', 'smile rehearse has no option --from-scratch'],
  ])('calls %s', (line, problem) => {
    expect(unknownCalls(page(line), program)[0]).toContain(problem);
  });

  test('links to a page or heading that is not there', () => {
    const text = '[a](none.md) [b](x.md#none) [c](#there) [d](https://example.org)\n# There\n';
    expect(deadLinks(readRunbook('x.md', text), new Map([['x.md', anchorsOf(text)]]))).toEqual([
      'there is no page none.md',
      'there is no heading x.md#none',
    ]);
  });
});

test('the bootstrap runbook applies in the order that is rehearsed from empty accounts', () => {
  const text = read('bootstrap.md').replaceAll(/\s+/g, ' ');
  const [first, ...others] = STACK_LAYERS;
  expect(text).toContain(`First \`${first}\` of every environment`);
  expect(text).toContain(`environments in this order: ${FIRST_APPLY_STAGES.join(', ')}.`);
  expect(text).toContain(`Stacks of each in this order: ${others.join(', ')};`);
});
