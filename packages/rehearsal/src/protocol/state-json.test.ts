import { describe, expect, it } from 'vitest';
import type { BlockSchema } from '../schema/schema.ts';
import { upgradeStateJson } from './state-json.ts';

const RULE: BlockSchema = {
  attributes: [],
  blocks: [{ name: 'inner', nesting: 'set', block: { attributes: [], blocks: [] } }],
};
const SCHEMA: BlockSchema = {
  attributes: [{ name: 'any', type: 'dynamic', optional: true }],
  blocks: [
    { name: 'rule', nesting: 'list', block: RULE },
    { name: 'timeouts', nesting: 'single', block: { attributes: [], blocks: [] } },
  ],
};

describe('upgradeStateJson', () => {
  it('hands a complete state back as the same bytes', () => {
    const json = Buffer.from('{"any":{"value":12345678901234567890,"type":"number"}, "rule":[{"inner":[]}]}');
    expect(upgradeStateJson(SCHEMA, json)).toBe(json);
  });

  it('adds blocks that the state lacks as empty lists, at every depth, and leaves a single block out', () => {
    const upgraded = upgradeStateJson(SCHEMA, Buffer.from('{"any":null,"rule":[{}]}'));
    expect(JSON.parse(upgraded.toString())).toEqual({ any: null, rule: [{ inner: [] }] });
  });

  it('refuses a state that is no object', () => {
    expect(() => upgradeStateJson(SCHEMA, Buffer.from('[]'))).toThrow('the stored state is not an object');
  });
});
