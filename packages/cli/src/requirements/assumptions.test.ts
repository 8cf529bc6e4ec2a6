import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { PLACE_ALLOWANCES, placeLiterals, STAGE_ALLOWANCES, stageConditions } from './assumptions.ts';

const PATH = 'packages/x/src/y.ts';
const WORDS = ['new-atlantis', 'Poseidonia'];

describe('a question for the stage or the country (CTY-1)', () => {
  test.each([
    "if (environment.stage === 'production') {",
    "const isProduction = stage !== 'staging';",
    "const size = country.id === 'indonesia' ? 5 : 3;",
    'switch (environment.stage) {',
    "const count = ['production', 'staging'].includes(environment.stage) ? 3 : 1;",
    'const count = LARGE.includes(this.environment.stage) ? 3 : 1;',
    "const isLive = environment.id.endsWith('/live');",
    "const isLive = environment.namePrefix.endsWith('-prd');",
    "if (namePrefix.split('-')[1] === LIVE) {",
    'const nodes = SIZES[environment.stage];',
    'const nodes = { production: 5, dev: 1 }[environment.stage];',
    '  production: 5,',
    'if (/prod/.test(environment.id)) {',
    'if (LIVE === environment.stage) {',
    "case 'staging':",
    'if (environment.region !== country.region) {',
    'if (environment.country.id != other) {',
    "if (account.id === '111111111111') {",
    'if (this.environment.country === indonesia) {',
    'const wide = REGIONS.has(environment.region);',
  ])('is found: %s', (line) => {
    expect(stageConditions(PATH, `first\n${line}`)).toEqual([`${PATH}:2`]);
  });

  test.each([
    '// stage === production is asked nowhere',
    '/** As in `production`: 3. */',
    '/*\n * stage === production\n */',
    'const name = `${country.namePrefix}-${STAGE_ABBREVIATIONS[stage]}`;',
    'const abbreviation = STAGE_ABBREVIATIONS[environment.stage];',
    "owner === 'platform'",
    "if (values.layout === 'shared') {",
    "oneOf(['one-per-zone', 'single'], 'production uses one-per-zone')",
    'const facts = regionFacts(environment.region);',
    '    environment: stage,',
    "{ test: 'StringEquals', variable: 'ssm:resourceTag/environment', values: [environment.stage] },",
    'const wrong = codes.filter((country) => country === other);',
    'const { country, stage } = environment;',
  ])('is not seen in %s', (line) => {
    expect(stageConditions(PATH, line)).toEqual([]);
  });
});

describe('the name of a place (CTY-1)', () => {
  test.each([
    "new AwsProvider(this, 'Aws', { region: 'ap-southeast-3' });",
    "const zone = 'apse3-az1';",
    "typesByZone: { 'apse3-az3': 'i3en.2xlarge' },",
    'const endpoint = `com.amazonaws.eu-central-1.s3`;',
    "const zone = 'use1-az6';",
    "const name = 'ap-southeast-5a';",
    "const text = 'only in Poseidonia';",
    "if (id === 'new-atlantis') {",
    'const region = "us-gov-west-1";',
  ])('is found: %s', (line) => {
    expect(placeLiterals(PATH, `first\n${line}`, WORDS)).toEqual([`${PATH}:2`]);
  });

  test.each([
    '/** As in `ap-southeast-3`. */',
    'const { zones } = regionFacts(environment.region);',
    'const name = `Gateway-${zone}`;',
    "const family = 'east-1';",
    "const type = 'm7i-flex.large';",
  ])('is not seen in %s', (line) => {
    expect(placeLiterals(PATH, line, WORDS)).toEqual([]);
  });
});

test.each([
  ['a stage', STAGE_ALLOWANCES, (text: string) => stageConditions(PATH, text)],
  ['a place', PLACE_ALLOWANCES, (text: string) => placeLiterals(PATH, text, [])],
] as const)('every file that may name %s exists, and does', (_, allowances, find) => {
  for (const { path, because } of allowances) {
    expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(find(readFileSync(join(ROOT, path), 'utf8')), path).not.toEqual([]);
    expect(because).not.toBe('');
  }
});
