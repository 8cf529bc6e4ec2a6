import { describe, expect, test } from 'vitest';
import { LEDGER } from './ledger.ts';
import { SECTIONS } from './requirement.ts';
import { REQUIREMENT_IDS } from './requirement-ids.ts';

describe('the ledger', () => {
  test('has every id once, in the order of the requirements', () => {
    expect(LEDGER.map(({ id }) => id)).toEqual(REQUIREMENT_IDS);
    expect(REQUIREMENT_IDS).toHaveLength(57);
  });

  test('keeps the chapters of the requirements', () => {
    expect([...new Set(LEDGER.map(({ section }) => section))]).toEqual(SECTIONS);
  });

  test('says in words where the requirements contradict themselves, and what was decided', () => {
    const resolved = LEDGER.filter(({ resolution }) => resolution !== undefined).map(({ id }) => id);
    expect(resolved).toEqual([
      'APP-WMS-NODES',
      'APP-RDS',
      'APP-WMS-RDS',
      'APP-ALB',
      'DAT-OLAP',
      'ACC-BASTION',
      'CI-JENKINS',
    ]);
    for (const { resolution } of LEDGER) {
      if (resolution === undefined) continue;
      expect(resolution.contradiction).toMatch(/^[A-Z].{30,}\.$/s);
      expect(resolution.decision).toMatch(/^.{20,}\.$/s);
    }
  });

  test('records the one physical deviation, on both that it concerns', () => {
    const deviating = LEDGER.filter(({ deviation }) => deviation !== undefined);
    expect(deviating.map(({ id }) => id)).toEqual(['DAT-KAFKA', 'DAT-ZOOKEEPER']);
    for (const { deviation } of deviating) expect(deviation).toContain('i3en.2xlarge');
  });

  test('asks every requirement of some stage, by parts with names of their own', () => {
    for (const { stages, parts } of LEDGER) {
      expect(stages.length).toBeGreaterThan(0);
      expect(new Set(parts.map(({ name }) => name)).size).toBe(parts.length);
      expect(parts.length).toBeGreaterThan(0);
    }
  });

  test('asks for a stage only where a requirement names it', () => {
    const narrow = LEDGER.filter(({ stages }) => stages.length === 1).map(({ id, stages }) => `${id} ${stages[0]}`);
    expect(narrow).toEqual([
      'ENV-DEV dev',
      'ENV-STG staging',
      'ENV-PRD production',
      'ACC-GIT shared',
      'CI-GITLAB shared',
    ]);
  });
});
