import { describe, expect, it } from 'vitest';
import { sameJson } from './same-json.ts';

describe('sameJson', () => {
  it.each([
    ['spaces', '{"a":1}', '{ "a": 1 }'],
    ['the order of keys', '{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['the order of actions', '{"Action":["a","b"]}', '{"Action":["b","a"]}'],
    ['one resource, bare or listed', '{"Resource":"*"}', '{"Resource":["*"]}'],
    ['one statement, bare or listed', '{"Statement":{"Sid":"a"}}', '{"Statement":[{"Sid":"a"}]}'],
    ['the order of condition values', '{"Condition":{"T":{"v":["a","b"]}}}', '{"Condition":{"T":{"v":["b","a"]}}}'],
  ])('overlooks %s', (_, left, right) => {
    expect(sameJson(left, right)).toBe(true);
  });

  it.each([
    ['another action', '{"Action":"a"}', '{"Action":"b"}'],
    ['the order of statements', '{"Statement":[{"Sid":"a"},{"Sid":"b"}]}', '{"Statement":[{"Sid":"b"},{"Sid":"a"}]}'],
    ['the order of a list that is no policy member', '{"list":[1,2]}', '{"list":[2,1]}'],
    ['text that is not JSON', 'a b', 'a  b'],
    ['a broken document', '{"a":', '{"a" :'],
  ])('sees %s', (_, left, right) => {
    expect(sameJson(left, right)).toBe(false);
  });
});
