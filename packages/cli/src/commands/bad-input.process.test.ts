import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';

const folder = mkdtempSync(join(tmpdir(), 'smile-bad-input-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'a-file');
writeFileSync(file, '');
writeFileSync(join(folder, 'bundle.json'), '{"stacks": {}, "format": "smile-bundle/0"}');

const HELP = '(smile --help lists commands and options)';
const ENVIRONMENTS = 'indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging';
const DIGEST = `sha256:${'0'.repeat(64)}`;
const NO_DIGEST = 'is invalid. expected sha256: and 64 hexadecimal digits, as smile plan prints it';
const NO_BUNDLE = 'there is no bundle.json in it; name the folder that smile plan wrote';

/** Whole texts, by what was typed. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  plan: ["missing required argument 'environment'", HELP],
  'plan dev staging': ["too many arguments for 'plan'. Expected 1 argument but got 2.", HELP],
  'plan prodction': [
    `no environment "prodction", expected some of ${ENVIRONMENTS}; did you mean indonesia/production?`,
  ],
  'plan dev --expires soon': [
    "option '--expires <hours>' argument 'soon' is invalid. expected a whole number of at least 1",
    HELP,
  ],
  'plan dev --expires 0': [
    "option '--expires <hours>' argument '0' is invalid. expected a whole number of at least 1",
    HELP,
  ],
  'plan dev --at-once -1': [
    "option '--at-once <number>' argument '-1' is invalid. expected a whole number of at least 1",
    HELP,
  ],
  'plan dev --json --markdown': ["option '--json' cannot be used with option '--markdown'", HELP],
  'plan dev --approve': ["unknown option '--approve'", HELP],
  'plan dev --states x': ['--states is about runs without a cloud; add --offline'],
  'plan dev --records s3://Bucket/x': [
    '--records must be a folder, or s3://bucket/prefix with a region in AWS_REGION, got s3://Bucket/x and no region',
  ],
  [`plan dev --out ${folder}`]: [
    `the folder ${folder} must be empty, found a-file in it; empty it or name another with --out`,
  ],
  [`plan dev --out ${file}`]: [`cannot write to the folder ${file} (EEXIST); name another with --out`],

  review: ["missing required argument 'bundle'", HELP],
  'review /nowhere': [`/nowhere is no bundle: ${NO_BUNDLE}`],
  [`review ${folder}`]: [
    `${folder} is a bundle of the form "smile-bundle/0", this smile reads smile-bundle/1; plan again with the same smile that applies`,
  ],
  'review x --digest abc': [`option '--digest <digest>' argument 'abc' ${NO_DIGEST}`, HELP],
  'review x --json --markdown': ["option '--json' cannot be used with option '--markdown'", HELP],

  apply: ["required option '--bundle <folder>' not specified", HELP],
  'apply --bundle x': ["required option '--digest <digest>' not specified", HELP],
  'apply --bundle x --digest md5:1': [`option '--digest <digest>' argument 'md5:1' ${NO_DIGEST}`, HELP],
  [`apply --bundle x --digest ${DIGEST} y`]: ["too many arguments for 'apply'. Expected 0 arguments but got 1.", HELP],
  [`apply --bundle /nowhere --digest ${DIGEST}`]: [`/nowhere is no bundle: ${NO_BUNDLE}`],
  [`apply --bundle x --digest ${DIGEST} --states y`]: ['--states is about runs without a cloud; add --offline'],

  'drift dvv': [`no environment "dvv", expected some of ${ENVIRONMENTS}; did you mean indonesia/dev?`],
  'drift --fail-on severe': [
    "option '--fail-on <severity>' argument 'severe' is invalid. Allowed choices are high, medium, low.",
    HELP,
  ],
  'drift --format xml': [
    "option '--format <format>' argument 'xml' is invalid. Allowed choices are terminal, json, junit, markdown.",
    HELP,
  ],
  'drift --plan x --stack y': ['--stack is about new plans; name the plans of these stacks with --plan'],
  [`drift --history ${folder}`]: [`--history must name a file, but ${folder} is a folder; name a file in it`],
  'drift --plan /nowhere.json': [
    'cannot read the plan /nowhere.json (ENOENT); pass a file that "terraform show -json <plan file>" wrote',
  ],

  'state show': ["missing required argument 'address'", HELP],
  'state diff': ["missing required argument 'stack'", HELP],
  'state diff a b': ["too many arguments for 'diff'. Expected 1 argument but got 2.", HELP],
  'state check': ["missing required argument 'file'", HELP],
  'state check /nowhere': [
    '1 of 1 states must not be used:',
    '  - /nowhere cannot be read as a state (ENOENT); name a file that Terraform wrote',
  ],
  'state locks dvv': [`no environment "dvv", expected some of ${ENVIRONMENTS}; did you mean indonesia/dev?`],
  'state list --secrets': ["unknown option '--secrets'", HELP],
};

// None of these may get as far as a synthesis, a state or a cloud.
describe('smile', () => {
  let answers: Readonly<Record<string, string>> = {};
  beforeAll(() => {
    const loader = join(ROOT, 'packages', 'cli', 'bin', 'typescript.cjs');
    const program = join(ROOT, 'packages', 'cli', 'src', 'fixtures', 'answers.ts');
    const { AWS_REGION: _, AWS_DEFAULT_REGION: __, ...env } = process.env;
    const input = JSON.stringify(Object.keys(TABLE));
    answers = JSON.parse(
      execFileSync(process.execPath, ['--require', loader, program], { cwd: ROOT, env, input, encoding: 'utf8' }),
    );
  });

  test.each(Object.entries(TABLE))('%s', (line, lines) => {
    expect(answers[line]).toBe(`error: ${lines.join('\n')}\n`);
  });
});
