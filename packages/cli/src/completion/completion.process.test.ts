import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { runSmile } from '../fixtures/run-smile.ts';

const script = runSmile(['completion', 'bash']).then(({ stdout }) => stdout);

/** What a real bash offers for the last of some words; nothing means that it offers files. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const line = words.map((word) => `'${word}'`).join(' ');
  const asked = `COMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _smile; echo "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', `${await script}\n${asked}`], { encoding: 'utf8' })
    .split(/\s+/)
    .filter(Boolean);
}

describe('bash completes', () => {
  test.each([
    ['commands', ['./smile', 'gu'], ['guardrails']],
    ['environments', ['./smile', 'synth', 'indonesia/st'], ['indonesia/staging']],
    ['options', ['./smile', 'rehearse', '--from'], ['--from-empty']],
    ['options behind other words', ['./smile', 'rehearse', 'production', '--dri'], ['--drift']],
    ['choices of an option', ['./smile', 'diagram', '--format', ''], ['svg', 'mermaid']],
    ['commands inside a command', ['./smile', 'charts', 'ver'], ['verify']],
    ['options of those', ['./smile', 'charts', 'verify', '--char'], ['--charts']],
    ['options of a command that has others inside it', ['./smile', 'state', 'production', '--jso'], ['--json']],
    ['shells', ['./smile', 'completion', ''], expect.arrayContaining(['bash', 'zsh', 'fish'])],
    ['files, by itself, where an option takes one', ['./smile', 'synth', '--out', ''], []],
  ])('%s', async (_, words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });
});

test('another shell is refused, with those that there are', async () => {
  expect(await runSmile(['completion', 'tcsh'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr:
      "error: command-argument value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n(smile --help lists commands and options)\n",
  });
});
