import { allEnvironments } from '@smile/apps';
import { estateProblems } from '@smile/core';
import { guardrailProblems } from '@smile/estate/fixtures';
import { SECOND_COUNTRY } from '@smile/estate/second-country';
import { Inventory } from '@smile/inventory';
import { checkRequirements, type RepositoryFacts, type RequirementId } from '@smile/requirements';
import { EditableEstate } from '@smile/requirements/mutants';
import { beforeAll, describe, expect, test } from 'vitest';
import { type EstateJson, estateJson } from './fixtures/estate-json.ts';
import { ROOT } from './fixtures/run-smile.ts';
import { ALL_FOLDERS, secondCountryJson } from './fixtures/second-country.ts';
import { placeLiterals, stageConditions } from './requirements/assumptions.ts';
import { environmentsToJudge } from './requirements/judge.ts';
import { repositoryFacts } from './requirements/repository-facts.ts';

const ID = 'new-atlantis/production';

let json: EstateJson;
let country: EstateJson;
let facts: RepositoryFacts;

beforeAll(async () => {
  country = await secondCountryJson();
  json = { ...(await estateJson()), ...country };
  facts = repositoryFacts(ROOT, ALL_FOLDERS);
});

/** What is unmet, by requirement. */
function unmet(inventory: Inventory, ids: readonly string[], repository = facts, only?: readonly RequirementId[]) {
  const environments = environmentsToJudge(inventory, ids);
  const results = environments.flatMap((one) =>
    checkRequirements(inventory, { environments: [one], synthesized: inventory, repository, ids: only }),
  );
  return results.flatMap(({ id, problems }) => problems.map((problem) => `${id}: ${problem}`));
}

describe('an estate with a second country (CTY-1)', () => {
  test('is valid beside the first', async () => {
    expect(estateProblems([...(await allEnvironments()), ...SECOND_COUNTRY.environments])).toEqual([]);
  });

  test('passes the guardrails, with every waiver needed', () => {
    expect(guardrailProblems(Inventory.fromStacks(json), new Date('2026-11-25'))).toEqual([]);
  });

  test('passes them by itself', () => {
    expect(guardrailProblems(Inventory.fromStacks(country), new Date('2026-11-25'))).toEqual([]);
  });

  test('meets every requirement in every environment', () => {
    expect(unmet(Inventory.fromStacks(json), [])).toEqual([]);
  });

  test('is asked for its own region and hours, and answers', () => {
    const whole = Inventory.fromStacks(json);
    const results = checkRequirements(whole, {
      environments: environmentsToJudge(whole, [ID]),
      synthesized: whole,
      repository: facts,
      ids: ['REG-1', 'GOV-BACKUP', 'CTY-1'],
    });
    expect(results.map(({ id, status }) => [id, status])).toEqual([
      ['CTY-1', 'met'],
      ['REG-1', 'met'],
      ['GOV-BACKUP', 'met'],
    ]);
    const expected = results.flatMap(({ evidence }) => evidence.map((one) => one.expected));
    expect(expected).toContain('ap-southeast-5');
    expect(expected).toContain('rule.schedule cron(0 17 * * ? *)');
  });
});

describe('a requirement of the second country notices', () => {
  const after = (change: (estate: EditableEstate) => void, only: RequirementId, repository = facts) => {
    const estate = new EditableEstate(country);
    change(estate);
    return unmet(Inventory.fromStacks(estate.json), [ID], repository, [only]);
  };

  /** The provider of a stack of the second country, in another region. */
  const inRegion = (ending: string, region: string) => (estate: EditableEstate) =>
    estate.editStacks(`new-atlantis-production${ending}`, (stack) => {
      for (const provider of (stack.provider as { aws: { region: string }[] }).aws) provider.region = region;
    });

  test('a stack in the first country, as one problem and not one for each resource (REG-1)', () => {
    const problems = after(inRegion('-network', 'ap-southeast-3'), 'REG-1');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(
      /^REG-1: new-atlantis-production-network aws_\S+: expected ap-southeast-5, found ap-southeast-3, as in \d+ other resources$/,
    );
  });

  test('one resource in the first country (REG-1)', () => {
    const problems = after(
      (estate) => estate.set('aws_s3_bucket', inCountry(/Loki/), 'region', 'ap-southeast-3'),
      'REG-1',
    );
    expect(problems).toEqual([
      expect.stringMatching(/^REG-1: \S+ aws_s3_bucket\.\S+: expected ap-southeast-5, found ap-southeast-3$/),
    ]);
  });

  test('backups at the hours of the first country (GOV-BACKUP)', () => {
    const schedule = 'cron(0 20 * * ? *)';
    const problems = after(
      (estate) => estate.set('aws_backup_plan', inCountry(/./), 'rule.schedule', schedule),
      'GOV-BACKUP',
    );
    expect(problems).toEqual([
      expect.stringMatching(/expected rule\.schedule cron\(0 17 \* \* \? \*\), found cron\(0 20 \* \* \? \*\)$/),
    ]);
  });

  test.each([
    ['a zone of the first country', 'aws_subnet', 'availability_zone_id', 'apse3-az1', 'apse3-az1'],
    ['a name of a zone', 'aws_instance', 'availability_zone', 'ap-southeast-3a', 'ap-southeast-3'],
    ['an endpoint of another region', 'aws_vpc_endpoint', 'service_name', 'com.amazonaws.eu-west-1.s3', 'eu-west-1'],
    [
      'an ARN of another region',
      'aws_cloudwatch_metric_alarm',
      'alarm_actions',
      'arn:aws:sns:us-east-2:1:x',
      'us-east-2',
    ],
    [
      'a policy that names one',
      'aws_iam_role',
      'assume_role_policy',
      '{"a":"eks.ap-southeast-1.amazonaws.com"}',
      'ap-southeast-1',
    ],
  ])('%s (CTY-1)', (_, type, argument, value, place) => {
    const problems = after((estate) => estate.set(type, inCountry(/./), argument, value), 'CTY-1');
    expect(problems.join('\n')).toContain(`expected places of ap-southeast-5 only, found ${place}`);
  });

  test.each([
    [
      'asks for the stage',
      "const nodes = this.environment.stage === 'production' ? 5 : 1;",
      'no question for stage or country',
    ],
    ['has a table of stages', 'const nodes = { production: 5, dev: 1 }[stage];', 'no question for stage or country'],
    [
      'has a literal region',
      "new AwsProvider(this, 'Aws', { region: 'ap-southeast-3' });",
      'a value or a fact of the region',
    ],
    ['has a literal zone', "const zone = 'apse3-az1';", 'a value or a fact of the region'],
    ['names a country', "const owner = 'team of Indonesia';", 'a value or a fact of the region'],
    ['names a city', "const where = 'Kuala Lumpur';", 'a value or a fact of the region'],
  ])('a construct that %s (CTY-1)', (_, line, expected) => {
    const path = 'packages/network/src/vpc.ts';
    const repository = {
      ...facts,
      stageConditions: stageConditions(path, line),
      placeLiterals: placeLiterals(path, line, ['indonesia', 'Kuala Lumpur']),
    };
    const problems = after(() => undefined, 'CTY-1', repository);
    expect(problems.filter((problem) => problem.includes(expected))).toHaveLength(1);
  });

  /** Resources of the second country whose name matches. */
  function inCountry(name: RegExp) {
    return (place: { readonly stack: string; readonly name: string }) =>
      place.stack.startsWith('new-atlantis-') && name.test(place.name);
  }
});
