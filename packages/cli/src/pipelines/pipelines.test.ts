import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { createProgram } from '../program.ts';
import { INLINE_PIPELINES } from './fixtures/inline-pipelines.ts';
import { commandWords, shellCommands } from './shell-commands.ts';

const FOLDER = join(ROOT, 'pipelines');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.Jenkinsfile'));
const texts: Readonly<Record<string, string>> = {
  ...Object.fromEntries(files.map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')])),
  ...INLINE_PIPELINES,
};
const commands = Object.entries(texts).flatMap(([pipeline, text]) =>
  shellCommands(text).map((command) => ({ pipeline, command, words: commandWords(command) })),
);

/** What Jenkins puts where a command names a variable, so that it can be read as it will be run. */
const VARIABLES: Readonly<Record<string, string>> = {
  TARGET: 'indonesia/dev',
  DIGEST: `sha256:${'0'.repeat(64)}`,
  BUILD_NUMBER: '17',
  INSPECT: 'locks',
};

/** The command line of `smile`, which reads words and does nothing. */
function readBySmile(words: readonly string[]): void {
  const program = createProgram(words, () => {});
  const still = (command: Command): void => {
    command.action(() => {}).configureOutput({ writeErr: () => {}, writeOut: () => {} });
    for (const inner of command.commands) still(inner);
  };
  for (const command of program.commands) still(command);
  program.configureOutput({ writeErr: () => {}, writeOut: () => {} });
  program.parse([...words], { from: 'user' });
}

describe('pipelines', () => {
  test('are those that jobs of Jenkins name, and no other', () => {
    expect(files.sort()).toEqual(
      ['converge', 'deploy', 'drift', 'inspect', 'nightly', 'preview', 'pull-request', 'reap-previews'].map(
        (name) => `${name}.Jenkinsfile`,
      ),
    );
  });

  test.each(commands.filter(({ words }) => /(^|\/)smile$/.test(words[0] ?? '')))(
    '$pipeline: smile understands $command',
    ({ words }) => {
      const filled = words.slice(1).map((word) =>
        // `${NAME:+word}` is the word where the variable is set.
        word.replace(/\$\{\w+:\+([^}]*)\}/g, '$1').replace(/\$(\w+)/g, (_, name) => VARIABLES[name] ?? 'value'),
      );
      expect(() => readBySmile(filled)).not.toThrow();
    },
  );

  test('would be told of an option that does not exist', () => {
    expect(() => readBySmile(['plan', 'dev', '--out', 'bundle', '--approve-everything'])).toThrow(
      "error: unknown option '--approve-everything'",
    );
  });

  test('call nothing but smile, scripts of this repository, pnpm as it is pinned, and the copy of a bundle', () => {
    const { scripts, packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const pinned = packageManager.replace('pnpm@', '');
    const strange = commands.filter(({ command, words: [program, ...rest] }) => {
      if (program === 'npx') return command !== `npx --yes pnpm@${pinned} install --frozen-lockfile`;
      if (program === 'npm') {
        const [run, script = ''] = rest.filter((word) => word !== '--silent');
        return run !== 'run' || !Object.keys(scripts).includes(script);
      }
      if (program === 'aws') return rest.slice(0, 2).join(' ') !== 's3 cp';
      return !/(^|\/)smile$/.test(program ?? '');
    });
    expect(strange.map(({ command }) => command)).toEqual([]);
  });

  test('apply only what was planned, reviewed and approved, but for dev, which follows main at once', () => {
    const applying = commands.filter(({ command }) => /\bapply\b/.test(command));
    expect(applying.map(({ pipeline, command }) => `${pipeline}: ${command}`)).toEqual([
      'converge.Jenkinsfile: npm run converge:apply',
      'inline apply: smile apply --bundle bundle --digest "$DIGEST" --commit "$COMMIT" --approver "$APPROVED_BY" --starter "$STARTER" ${RESUME:+--resume}',
    ]);
  });

  test.each(Object.entries(INLINE_PIPELINES))('%s runs nothing of the repository', (_, text) => {
    expect(text).not.toMatch(/checkout|\.\/smile|npm|npx/);
    expect(text).toContain('skipDefaultCheckout()');
  });

  // docs/adr/0043: whoever brings previews up takes a branch as data, and runs what the agent's image has.
  test.each(['preview', 'reap-previews'])(
    '%s runs nothing of a branch, and holds no token where it has rights',
    (name) => {
      const text = texts[`${name}.Jenkinsfile`] ?? '';
      expect(text).not.toMatch(/checkout|\.\/smile|npm|npx/);
      const agents = text.split(/(?=agent \{|node\()/).filter((part) => part.includes('sh '));
      expect(agents.map((part) => [part.includes('PREVIEW_AGENT'), part.includes('token')]).sort()).toEqual([
        [false, true],
        [true, false],
      ]);
    },
  );

  // A branch's pipeline is code that nobody has read: only its name for agents decides what it could take on.
  test('of branches run on agents without rights, and hand over a text', () => {
    const text = texts['pull-request.Jenkinsfile'] ?? '';
    expect([...text.matchAll(/label '([^']*)'/g)].map(([, label]) => label)).toEqual(['check']);
    expect(text).not.toMatch(/withCredentials|token/i);
  });
});
