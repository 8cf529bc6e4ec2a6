import { describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { repositoryFacts, stageConditions } from './repository-facts.ts';

describe('facts of the repository', () => {
  const facts = repositoryFacts(ROOT);

  test('hold the files of every environment', () => {
    expect(Object.keys(facts.environmentFiles)).toContain('indonesia/production');
    for (const files of Object.values(facts.environmentFiles)) {
      expect(files).toEqual(expect.arrayContaining(['src/addresses.txt', 'src/environment.ts', 'src/main.ts']));
    }
  });

  test('hold what an environment switches off by one value (APP-APIGW)', () => {
    expect(facts.switchedOff['indonesia/production']).toEqual(['apiGateway']);
  });

  test('hold the unit tests', () => {
    expect(facts.testFiles).toContain('packages/cli/src/requirements/repository-facts.test.ts');
  });
});

describe('a question for the stage or the country', () => {
  test.each([
    "if (environment.stage === 'production') {",
    "const isProduction = stage !== 'staging';",
    "const size = country.id === 'indonesia' ? 5 : 3;",
    'switch (environment.stage) {',
  ])('is found: %s', (line) => {
    expect(stageConditions('packages/x/src/y.ts', `first\n${line}`)).toEqual(['packages/x/src/y.ts:2']);
  });

  test.each([
    "export type Stage = 'production' | 'staging';",
    '// stage === production is asked nowhere',
    'const name = `${country.namePrefix}-${STAGE_ABBREVIATIONS[stage]}`;',
    "owner === 'platform'",
    "if (values.layout === 'shared') {",
  ])('is not seen in %s', (line) => {
    expect(stageConditions('packages/x/src/y.ts', line)).toEqual([]);
  });
});
