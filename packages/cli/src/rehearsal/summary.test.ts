import type { RehearsalReport, StackReport } from '@smile/rehearsal';
import { describe, expect, test } from 'vitest';
import { renderSummary } from './summary.ts';

const passed: StackReport = {
  stack: 'indonesia-dev-network',
  environment: 'indonesia/dev',
  status: 'passed',
  steps: [
    { step: 'apply', status: 'passed', seconds: 1.23, findings: [] },
    { step: 're-plan', status: 'passed', seconds: 0.5, findings: [] },
  ],
  resources: { aws_vpc: 1, aws_subnet: 2 },
  pending: [],
};

const report = (stacks: readonly StackReport[], status: RehearsalReport['status']): RehearsalReport => ({
  status,
  terraformVersion: '1.11.4',
  seconds: 2,
  stacks,
});

describe('renderSummary', () => {
  test('shows a row per stack, and only steps that were taken', () => {
    expect(renderSummary(report([passed], 'passed'))).toBe(
      [
        'environment    stack                  resources  apply  re-plan  plan after apply',
        'indonesia/dev  indonesia-dev-network          3  1.2 s    0.5 s  empty',
        '',
        'passed: 1 stacks, 3 resources, 0 findings, 2.0 s, Terraform 1.11.4',
        '',
      ].join('\n'),
    );
  });

  test('shows what could not be judged, also where no real provider planned', () => {
    const summary = 'Helm has no live drift: what is changed by hand in the objects of 2 releases stays unseen';
    const noted: StackReport = {
      ...passed,
      steps: [
        {
          step: 'drift',
          status: 'passed',
          seconds: 1,
          findings: [],
          notes: [{ summary, detail: '', address: 'helm_release.Istiod' }],
        },
      ],
    };
    expect(renderSummary(report([noted], 'passed'))).toContain(
      `note: ${summary}\n  indonesia-dev-network helm_release.Istiod\n`,
    );
  });

  test('shows each finding with step, construct, address and every line of detail', () => {
    const pending: StackReport = {
      ...passed,
      status: 'failed',
      steps: [
        {
          step: 're-plan',
          status: 'failed',
          seconds: 1,
          findings: [
            {
              summary: 'the plan after apply still wants to update it',
              detail: 'first line\n\nsecond line\n',
              address: 'aws_vpc.Vpc',
              constructPath: 'indonesia-dev-network/Vpc/Default',
            },
          ],
        },
      ],
      pending: [{ address: 'aws_vpc.Vpc', action: 'update' }],
    };
    const text = renderSummary(report([pending], 'failed'));
    expect(text).toContain('indonesia/dev  indonesia-dev-network          3   failed  1 pending\n');
    expect(text).toContain(
      [
        '1. indonesia-dev-network, re-plan: the plan after apply still wants to update it',
        '   construct  indonesia-dev-network/Vpc/Default',
        '   address    aws_vpc.Vpc',
        '   first line',
        '',
        '   second line',
        '',
        'failed: 1 stacks, 3 resources, 1 findings',
      ].join('\n'),
    );
  });

  test('says why a stack was skipped, and that its plan was not reached', () => {
    const skipped: StackReport = {
      ...passed,
      status: 'skipped',
      steps: [
        {
          step: 'plan',
          status: 'skipped',
          seconds: 0,
          findings: [{ summary: 'needs x, which was not applied', detail: '' }],
        },
      ],
      resources: {},
    };
    const text = renderSummary(report([skipped], 'failed'));
    expect(text).toContain('indonesia/dev  indonesia-dev-network          0  skipped  not reached\n');
    expect(text).toContain('1. indonesia-dev-network, skipped: needs x, which was not applied\n');
  });

  test('says which providers planned for real, which did not, and lists once what a version does not know', () => {
    const note = (address: string) => ({
      summary: 'aws 5.100.0 (pinned: 6.25.0) knows no argument force_destroy',
      detail: 'planned without it; it was not judged',
      address,
    });
    const planned: StackReport = {
      ...passed,
      steps: [
        ...passed.steps,
        {
          step: 'real-plan',
          status: 'passed',
          seconds: 3,
          findings: [],
          notes: [note('aws_instance.A'), note('aws_instance.B')],
        },
      ],
    };
    const text = renderSummary({
      ...report([planned], 'passed'),
      real: {
        providers: [{ name: 'aws', version: '5.100.0', pinned: '6.25.0' }],
        standIns: [{ name: 'cloudflare', reason: 'not found' }],
      },
    });
    expect(text).toContain(
      [
        'planned for real by aws 5.100.0 (pinned: 6.25.0)',
        'cloudflare stayed a stand-in: not found',
        'note: aws 5.100.0 (pinned: 6.25.0) knows no argument force_destroy',
        '  indonesia-dev-network aws_instance.A',
        '  indonesia-dev-network aws_instance.B',
        '',
        'passed: 1 stacks',
      ].join('\n'),
    );
  });
});
