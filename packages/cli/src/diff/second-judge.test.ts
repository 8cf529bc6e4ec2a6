import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiffReport } from '@smile/diff';
import type { RehearsalReport, StepResult } from '@smile/rehearsal';
import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../fixtures/run-smile.ts';
import { readJudged, withDisagreements } from './second-judge.ts';

const temporaryFolder = temporaryFolders();

const step = (more: Partial<StepResult>): StepResult => ({
  step: 'real-plan',
  status: 'passed',
  seconds: 1,
  findings: [],
  ...more,
});

const stack = (name: string, steps: readonly StepResult[]) => ({
  stack: name,
  environment: 'indonesia/dev',
  status: 'passed' as const,
  steps,
  resources: {},
  pending: [],
});

const refused = (address?: string) => ({
  summary: 'Invalid combination of arguments',
  detail: '"protected_resource_arns" needs another one',
  ...(address === undefined ? {} : { address }),
});

const judged: RehearsalReport = {
  status: 'failed',
  terraformVersion: '1.11.4',
  seconds: 3,
  real: { providers: [{ name: 'aws', version: '5.100.0', pinned: '6.25.0' }], standIns: [] },
  stacks: [
    stack('backup', [step({ status: 'failed', findings: [refused('aws_backup_vault.V'), refused('aws_vpc.Other')] })]),
    // Findings of the stand-ins are agreed upon.
    stack('network', [
      step({ step: 'apply', status: 'failed', findings: [refused('aws_vpc.V')] }),
      step({ status: 'skipped' }),
    ]),
  ],
};

const change = (name: string, address: string) => ({ stack: name, address }) as DiffReport['changes'][number];
const report = {
  changes: [change('backup', 'aws_backup_vault.V'), change('network', 'aws_vpc.V')],
  notes: ['a note'],
} as unknown as DiffReport;

describe('the second judge', () => {
  test('is quoted where it refuses what changes, and says what it did not judge', () => {
    expect(withDisagreements(report, judged)).toMatchObject({
      disagreements: [
        {
          stack: 'backup',
          address: 'aws_backup_vault.V',
          text: 'Invalid combination of arguments: "protected_resource_arns" needs another one',
        },
      ],
      notes: [
        'a note',
        'real plugins judged, too: aws 5.100.0 instead of 6.25.0',
        'no real plugin judged network',
        'they refuse 1 other things that do not change here',
      ],
    });
  });

  test('is quoted of a stack that changes where it names no address', () => {
    const whole = { ...judged, stacks: [stack('backup', [step({ status: 'failed', findings: [refused()] })])] };
    expect(withDisagreements(report, whole).disagreements).toMatchObject([{ stack: 'backup', address: '' }]);
  });

  test('must have judged', () => {
    const file = join(temporaryFolder(), 'rehearsal.json');
    const { real: _, ...alone } = judged;
    writeFileSync(file, JSON.stringify(alone));
    expect(() => readJudged(file)).toThrow(
      `--judged ${file} is a rehearsal by stand-ins alone, and nobody can disagree with himself; rehearse with --providers real`,
    );
    writeFileSync(file, '{}');
    expect(() => readJudged(file)).toThrow(
      `--judged ${file} has no stacks, so it is no rehearsal; pass a file that smile rehearse --providers real --json wrote`,
    );
    writeFileSync(file, JSON.stringify(judged));
    expect(readJudged(file).stacks).toHaveLength(2);
  });
});
