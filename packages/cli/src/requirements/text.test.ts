import type { RequirementResult } from '@smile/requirements';
import { LEDGER } from '@smile/requirements';
import pc from 'picocolors';
import { describe, expect, test } from 'vitest';
import { counts, details, statusTable } from './markdown.ts';
import { countLine, renderOne, renderResults } from './text.ts';

const MET: RequirementResult = {
  id: 'NET-1',
  section: 'Network',
  title: 'One VPC',
  statement: 'One VPC per environment.',
  status: 'met',
  environments: ['indonesia/dev'],
  evidence: [{ stack: 'network', address: 'aws_vpc.Vpc', expected: 'a /16', found: '10.2.0.0/16' }],
  problems: [],
};
const UNMET: RequirementResult = {
  ...MET,
  id: 'NET-3',
  title: 'NAT gateways',
  status: 'unmet',
  evidence: [],
  problems: ['indonesia/dev: expected 1 × NAT gateway, found none'],
};
const OPEN: RequirementResult = {
  ...MET,
  id: 'APP-WMS-NODES',
  section: 'Application',
  title: 'WMS nodes',
  statement: 'Nodes of the WMS.',
  resolution: { contradiction: 'Two sizes are named.', decision: 'The smaller, twice.' },
  status: 'open',
  reason: 'node group: not built *yet*',
  evidence: [],
};

describe('results for people', () => {
  test('are a table, what is wrong, why something is open, what is elsewhere, and the counts', () => {
    const elsewhere = LEDGER.filter(({ id }) => id === 'ACC-GIT');
    expect(renderResults([MET, UNMET, OPEN], elsewhere)).toBe(`id             requirement   evidence  status
NET-1          One VPC              1  met
NET-3          NAT gateways         0  unmet
APP-WMS-NODES  WMS nodes            0  open

NET-3  indonesia/dev: expected 1 × NAT gateway, found none

APP-WMS-NODES  node group: not built *yet*

about other environments: ACC-GIT (shared)

1 met, 1 open, 1 unmet
`);
  });

  test('have colours on a terminal', () => {
    const colours = pc.createColors(true);
    const text = renderResults([MET, UNMET, OPEN], [], colours);
    for (const status of [colours.green('met'), colours.red('unmet'), colours.yellow('open')]) {
      expect(text).toContain(status);
    }
  });

  test('of one requirement have its contradiction, its decision and all evidence', () => {
    expect(renderOne(MET)).toBe(`NET-1  One VPC: met

One VPC per environment.

environments: indonesia/dev

stack    address      expected  found
network  aws_vpc.Vpc  a /16     10.2.0.0/16
`);
    expect(renderOne(OPEN)).toContain('contradiction: Two sizes are named.\ndecision: The smaller, twice.\n');
    expect(renderOne(OPEN)).toContain('open: node group: not built *yet*\n\nno evidence\n');
    expect(renderOne(UNMET)).toContain('\nindonesia/dev: expected 1 × NAT gateway, found none\n');
  });

  test('are counted by status', () => {
    expect(countLine([])).toBe('0 met, 0 open, 0 unmet');
  });
});

describe('results as Markdown', () => {
  const columns = [
    { title: 'dev', results: [MET, UNMET] },
    { title: 'production', results: [{ ...MET, evidence: [] }, OPEN] },
  ];

  test('stand side by side, in the order of the ledger', () => {
    expect(statusTable(columns)).toBe(`| id | requirement | dev | production |
| --- | --- | --- | --- |
| [NET-1](#net-1) | One VPC | met (1) | met (0) |
| [NET-3](#net-3) | NAT gateways | unmet (0) | – |
| [APP-WMS-NODES](#app-wms-nodes) | WMS nodes | – | open (0) |`);
    expect(counts(columns)).toBe('- dev: 1 met, 0 open, 1 unmet\n- production: 1 met, 1 open, 0 unmet');
  });

  test('say what was decided, what is open where, and what is wrong; marks of Markdown stay text', () => {
    const text = details(columns);
    expect(text).toContain('## Network\n\n### NET-1\n\n**One VPC.** One VPC per environment.');
    expect(text).toContain('- Contradiction: Two sizes are named.\n- Decision: The smaller, twice.');
    expect(text).toContain('- Open (production): node group: not built \\*yet\\*');
    expect(text).toContain('- Unmet: indonesia/dev: expected 1 × NAT gateway, found none');
  });
});
