import { judgeCharts } from '../../reading/chart-support.ts';
import type { Rule } from '../../rule.ts';

export const chartVersions: Rule = {
  id: 'SMILE_LIFECYCLE_CHARTS',
  family: 'lifecycle',
  severity: 'medium',
  title: 'Charts are versions of the catalogue that get security fixes',
  what: 'The archive in `chart` of every `helm_release` is one of `packages/catalogue`; warned 180 days before the end of support that its row has, failed 30 days after.',
  why: 'What runs in the clusters gets no fixes after the end, and an archive without a row has neither source nor checksum.',
  remedy: 'Raise the row of the chart, pull and verify it, and apply in dev first.',
  source: 'https://endoflife.date',
  check: (context) => judgeCharts(context),
};
