import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { INLINE_PIPELINES } from './fixtures/inline-pipelines.ts';
import { shellCommands } from './shell-commands.ts';

/** A block or a step of a pipeline, as Groovy reads it. */
interface Call {
  readonly name: string;
  readonly arguments: readonly unknown[];
  /** What stands in its braces. @default - it has none */
  readonly block?: readonly Call[];
}

const READER = join(__dirname, 'read-jenkinsfile.groovy');
const JENKINSFILES = readdirSync(join(ROOT, 'pipelines')).map((name) => join(ROOT, 'pipelines', name));

let folder = '';
/** Pipelines by the path of their file. */
let read: Readonly<Record<string, readonly Call[]>> = {};
let texts: Readonly<Record<string, string>> = {};

function groovy(paths: readonly string[]): string {
  const program = process.env.SMILE_GROOVY;
  if (program === undefined) throw new Error('SMILE_GROOVY is not set: npm test finds Groovy and sets it');
  return execFileSync(program, [READER, ...paths], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-pipelines-'));
  const inline = Object.entries(INLINE_PIPELINES).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  const paths = [...JENKINSFILES, ...inline];
  texts = Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'utf8')]));
  read = JSON.parse(groovy(paths));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Every call of a pipeline, with the stages around it. */
function callsIn(calls: readonly Call[], stages: readonly string[] = []): { call: Call; stages: readonly string[] }[] {
  return calls.flatMap((call) => {
    const inside = call.name === 'stage' ? [...stages, String(call.arguments[0])] : stages;
    return [{ call, stages: inside }, ...callsIn(call.block ?? [], inside)];
  });
}

const pipelines = () => Object.entries(read).map(([path, calls]) => ({ path, calls, all: callsIn(calls) }));
const named = (calls: readonly Call[] | undefined, name: string) => (calls ?? []).find((call) => call.name === name);

describe('the Groovy of Jenkins', () => {
  test('reads every pipeline as one block', () => {
    expect(pipelines()).toHaveLength(JENKINSFILES.length + Object.keys(INLINE_PIPELINES).length);
    for (const { path, calls } of pipelines())
      expect([path, calls.map(({ name }) => name)]).toEqual([path, ['pipeline']]);
  });

  test('refuses one with a mistake', () => {
    const wrong = join(folder, 'wrong');
    writeFileSync(wrong, "pipeline {\n  stages {\n    stage('One' { }\n  }\n}\n");
    expect(() => groovy([wrong])).toThrow(/Jenkinsfile\.groovy: 4: unexpected token/);
  });

  test('finds the commands that the other tests of pipelines look at', () => {
    for (const { path, all } of pipelines()) {
      const found = all.filter(({ call }) => call.name === 'sh').map(({ call }) => call.arguments[0]);
      // A script reads the answers of commands, which its text has and its block, which is not run, has not.
      const outside = shellCommands(
        (texts[path] ?? '').replace(/\bscript \{[\s\S]*?\n {12,}\}|\bscript \{[^\n]*\}/g, ''),
      );
      expect([path, found]).toEqual([path, outside]);
    }
  });
});

// https://www.jenkins.io/doc/book/pipeline/syntax/
describe('a pipeline', () => {
  test('has stages of different names, and starts none of them again', () => {
    for (const { path, calls, all } of pipelines()) {
      const [pipeline] = calls;
      const names = all.filter(({ call }) => call.name === 'stage').map(({ stages }) => stages.join('/'));
      expect([path, names]).toEqual([path, [...new Set(names)]]);
      const options = named(pipeline?.block, 'options')?.block ?? [];
      expect(options.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['disableRestartFromStage', 'skipDefaultCheckout']),
      );
    }
  });

  // https://plugins.jenkins.io/lockable-resources/: the time for which a lock is waited for would count
  test('takes its lock before its time begins to run', () => {
    for (const { path, all } of pipelines()) {
      for (const { call } of all.filter(({ call: { name } }) => name === 'options')) {
        const order = (call.block ?? [])
          .map(({ name }) => name)
          .filter((name) => name === 'lock' || name === 'timeout');
        expect([path, order.join(' ')]).not.toEqual([path, 'timeout lock']);
      }
    }
  });

  test('holds no pod and no lock while a person decides', () => {
    const asking = pipelines().flatMap(({ all }) =>
      all.filter(({ call }) => call.name === 'stage' && named(call.block, 'input') !== undefined),
    );
    expect(asking).toHaveLength(1);
    for (const { call } of asking) {
      expect(named(call.block, 'agent')).toBeUndefined();
      expect(named(named(call.block, 'options')?.block, 'lock')).toBeUndefined();
    }
  });

  test('never ends an apply by the clock', () => {
    const applying = pipelines().flatMap(({ all }) =>
      all
        .filter(({ call }) => call.name === 'sh' && /\bapply\b/.test(String(call.arguments[0])))
        .map(({ stages }) => ({ stages: stages.join('/'), all })),
    );
    expect(applying.map(({ stages }) => stages)).toEqual(['Converge/Apply', 'Apply']);
    for (const { stages, all } of applying) {
      const timed = all.filter(({ call }) => call.name === 'timeout').map((timeout) => timeout.stages.join('/'));
      // One of the whole pipeline, or of a stage around it, would count as well.
      expect(timed.filter((timeout) => stages.startsWith(timeout))).toEqual([]);
    }
  });
});
