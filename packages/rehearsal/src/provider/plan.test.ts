import { describe, expect, it } from 'vitest';
import { type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import type { BlockSchema } from '../schema/schema.ts';
import { attribute, block } from './fixtures/schemas.ts';
import { planChange } from './plan.ts';
import { resourceKind } from './resource-kind.ts';
import { openSession, type Session } from './session.ts';

const DISK = block([
  attribute('device', 'required'),
  attribute('disk_id', 'computed'),
  attribute('size', 'optional', 'number'),
]);
const SCHEMA: BlockSchema = {
  attributes: [
    attribute('id', 'either'),
    attribute('name', 'either'),
    attribute('engine', 'optional'),
    attribute('version_number', 'computed', 'number'),
    attribute('tags', 'optional', ['map', 'string']),
    attribute('tags_all', 'either', ['map', 'string']),
    { name: 'password_wo', type: 'string', optional: true, writeOnly: true },
  ],
  blocks: [
    { name: 'disk', nesting: 'list', block: DISK },
    { name: 'volume', nesting: 'set', block: DISK },
  ],
};
const KIND = resourceKind('aws_thing', SCHEMA, {
  replace: ['disk.device'],
  defaults: { engine: 'mysql', 'disk.size': 8 },
  recomputed: { version_number: ['engine'] },
});

function sessionWith(tags: ObjectValue): Session {
  const session = openSession('aws', { region: 'ap-southeast-3', default_tags: [{ tags }] });
  if ('summary' in session) throw new Error(session.summary);
  return session;
}

const SESSION = sessionWith({ project: 'smile' });
const EMPTY: ObjectValue = {
  id: null,
  name: null,
  engine: null,
  version_number: null,
  tags: null,
  tags_all: null,
  password_wo: null,
  disk: [],
  volume: [],
};
const STORED: ObjectValue = {
  ...EMPTY,
  id: 'thing-1',
  name: 'one',
  engine: 'mysql',
  version_number: 3,
  tags_all: { project: 'smile' },
  disk: [{ device: 'a', disk_id: 'vol-1', size: 8 }],
};
const DISK_CONFIG = [{ device: 'a', disk_id: null, size: null }];

describe('planChange', () => {
  it('leaves what the cloud chooses unknown on create, in blocks too, and shows known defaults', () => {
    const config = {
      ...EMPTY,
      disk: [{ device: 'a', disk_id: null, size: null }],
      volume: [{ device: 'b', disk_id: null, size: 9 }],
    };
    expect(planChange(KIND, SESSION, { prior: null, proposed: config, config })).toEqual({
      replace: [],
      planned: {
        id: UNKNOWN,
        name: UNKNOWN,
        engine: 'mysql',
        version_number: UNKNOWN,
        tags: null,
        tags_all: { project: 'smile' },
        password_wo: null,
        disk: [{ device: 'a', disk_id: UNKNOWN, size: 8 }],
        volume: [{ device: 'b', disk_id: UNKNOWN, size: 9 }],
      },
    });
  });

  it('returns the prior object itself when nothing changes', () => {
    const config = { ...EMPTY, disk: DISK_CONFIG };
    const { planned, replace } = planChange(KIND, SESSION, { prior: STORED, proposed: { ...STORED }, config });
    expect(planned).toBe(STORED);
    expect(replace).toEqual([]);
  });

  it('never plans a write-only value', () => {
    const config = { ...EMPTY, password_wo: 'secret' };
    expect(planChange(KIND, SESSION, { prior: null, proposed: config, config }).planned.password_wo).toBeNull();
  });

  it('forgets a computed value whose cause changes, and keeps it otherwise', () => {
    const config = { ...EMPTY, disk: DISK_CONFIG };
    const engine = {
      prior: STORED,
      proposed: { ...STORED, engine: 'postgres' },
      config: { ...config, engine: 'postgres' },
    };
    expect(planChange(KIND, SESSION, engine).planned.version_number).toBe(UNKNOWN);
    const tags = { prior: STORED, proposed: { ...STORED, tags: { a: 'b' } }, config: { ...config, tags: { a: 'b' } } };
    expect(planChange(KIND, SESSION, tags).planned).toEqual({
      ...STORED,
      tags: { a: 'b' },
      tags_all: { project: 'smile', a: 'b' },
    });
  });

  it('keeps a computed value that the configuration sets, whatever it depends on', () => {
    const kind = resourceKind(
      'aws_thing',
      { attributes: [...SCHEMA.attributes, attribute('release', 'either')], blocks: SCHEMA.blocks },
      { recomputed: { release: ['engine'] } },
    );
    const prior = { ...STORED, release: '1' };
    const asked = (release: string | null) => ({ ...EMPTY, disk: DISK_CONFIG, engine: 'postgres', release });
    const plan = (release: string | null) =>
      planChange(kind, SESSION, {
        prior,
        proposed: { ...prior, engine: 'postgres', release: release ?? '1' },
        config: asked(release),
      }).planned.release;
    expect(plan('1')).toBe('1');
    expect(plan('2')).toBe('2');
    expect(plan(null)).toBe(UNKNOWN);
  });

  it('replaces when the name changes, and names the block whose identifying argument changes', () => {
    const config = { ...EMPTY, name: 'two', disk: [{ device: 'c', disk_id: null, size: null }] };
    const proposed = { ...STORED, name: 'two', disk: [{ device: 'c', disk_id: 'vol-1', size: 8 }] };
    expect(planChange(KIND, SESSION, { prior: STORED, proposed, config }).replace).toEqual([['name'], ['disk']]);
  });

  it('does not know all tags while one of them is unknown', () => {
    const config = { ...EMPTY, tags: { commit: UNKNOWN } };
    expect(planChange(KIND, SESSION, { prior: null, proposed: config, config }).planned.tags_all).toBe(UNKNOWN);
  });

  it('changes all tags when only the default tags change', () => {
    const config = { ...EMPTY, disk: DISK_CONFIG };
    const { planned } = planChange(KIND, sessionWith({ project: 'other' }), {
      prior: STORED,
      proposed: STORED,
      config,
    });
    expect(planned.tags_all).toEqual({ project: 'other' });
  });
});
