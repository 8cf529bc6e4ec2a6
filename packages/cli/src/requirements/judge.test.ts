import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { environmentsToJudge } from './judge.ts';

const stateOf = (...resources: object[]) =>
  Inventory.fromState({ stack: 's', json: { version: 4, serial: 1, resources } });
const bucket = (attributes: object) => ({
  mode: 'managed',
  type: 'aws_s3_bucket',
  name: 'a',
  instances: [{ attributes }],
});
const ours = bucket({ tags_all: { project: 'smile', country: 'indonesia', environment: 'production' } });

describe('the environments to judge', () => {
  test('are those that the source holds', () => {
    expect(environmentsToJudge(stateOf(ours), [])).toEqual([{ id: 'indonesia/production', stage: 'production' }]);
  });

  test('must be there: a file of somebody else breaks no requirement, and meets none', () => {
    expect(() => environmentsToJudge(stateOf(bucket({ tags_all: { team: 'other' } })), [])).toThrow(
      'the state says of no environment that it is part of it, by its state key or its tags, so no requirement can be judged; name files of an environment of this repository',
    );
  });

  test('must have something in them', () => {
    expect(() => environmentsToJudge(stateOf(), [])).toThrow(
      'the state holds no managed resource, so nothing can be judged; name files of an applied stack',
    );
  });
});
