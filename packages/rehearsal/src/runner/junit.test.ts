import { describe, expect, test } from 'vitest';
import { toJunit } from './junit.ts';
import type { RehearsalReport, StepResult } from './report.ts';

const reportOf = (...steps: StepResult[]): RehearsalReport => ({
  status: 'failed',
  terraformVersion: '1.11.4',
  seconds: 2.5,
  stacks: [{ stack: 'dev-network', environment: 'indonesia/dev', status: 'failed', steps, resources: {}, pending: [] }],
});

describe('toJunit', () => {
  test('writes a suite per stack and a case per step', () => {
    const skipped: StepResult = {
      step: 'plan',
      status: 'skipped',
      seconds: 0,
      findings: [{ summary: 'needs "x"', detail: '' }],
    };
    expect(toJunit(reportOf({ step: 'init', status: 'passed', seconds: 0.25, findings: [] }, skipped))).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="rehearsal" tests="2" failures="0" skipped="1" time="2.500">
  <testsuite name="dev-network" tests="2" failures="0" skipped="1" time="0.250">
    <testcase classname="indonesia/dev.dev-network" name="init" time="0.250"/>
    <testcase classname="indonesia/dev.dev-network" name="plan" time="0.000">
      <skipped message="needs &quot;x&quot;"/>
    </testcase>
  </testsuite>
</testsuites>
`,
    );
  });

  test('gathers the findings of a step in its one failure, escaped', () => {
    const findings = [
      { summary: 'a < b & c', detail: 'line one\nline two', address: 'aws_vpc.Vpc', constructPath: 'dev-network/Vpc' },
      { summary: 'control \u0000 character', detail: '' },
    ];
    expect(toJunit(reportOf({ step: 'apply', status: 'failed', seconds: 1, findings }))).toContain(
      '<failure message="a &lt; b &amp; c; control \u{fffd} character">a &lt; b &amp; c&#10;dev-network/Vpc&#10;aws_vpc.Vpc&#10;line one&#10;line two&#10;&#10;control \u{fffd} character</failure>',
    );
  });
});
