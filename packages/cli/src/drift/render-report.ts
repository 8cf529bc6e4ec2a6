import {
  age,
  type Drift,
  type DriftReport,
  type Pending,
  type StackVerdict,
  summaryLine,
  verdictOf,
} from '@smile/states';
import picocolors from 'picocolors';

type Colours = ReturnType<typeof picocolors.createColors>;

/** A report for people: what was changed outside, worst first, what waits, what nobody knows, and both verdicts. */
export function renderDrift(report: DriftReport, isColoured: boolean): string {
  const colours = picocolors.createColors(isColoured);
  const { stacks, idleRules, blind } = report;
  const paragraphs = [
    ...bySeverity(stacks.flatMap(({ drift }) => drift)).map((drift) => renderOne(drift, colours)),
    ...stacks.flatMap((verdict) => renderPending(verdict, colours)),
    ...stacks.flatMap(({ stack, notJudged = [] }) =>
      notJudged.map((why) => `${colours.red('not judged')}  ${stack}\n  ${why}`),
    ),
    ...stacks.flatMap(({ ignored }) =>
      ignored.map(({ stack, address, path, rule }) => {
        return `${colours.dim('ignored')}  ${stack} ${address} ${path}\n  ${rule.reason} (${rule.owner}), until ${rule.expires}`;
      }),
    ),
    ...idleRules.map(({ rule, problem }) => {
      return `${colours.yellow(problem)}  ignoreDrift ${rule.attribute} at ${rule.at}, until ${rule.expires} (${rule.owner})`;
    }),
    ['not looked for', ...blind.map((line) => `  ${line}`)].join('\n'),
    `${verdictWord(report, colours)}: ${summaryLine(report)}`,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function bySeverity(drifts: readonly Drift[]): readonly Drift[] {
  return (['high', 'medium', 'low'] as const).flatMap((severity) => drifts.filter((one) => one.severity === severity));
}

function renderOne({ stack, address, constructPath, change, severity, attributes }: Drift, colours: Colours): string {
  const word = severity === 'high' ? colours.red('high') : severity;
  const lines = attributes.map(({ path, before, after, because, since }) => {
    const found = path === '' ? change : `${path}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`;
    const seen = since === undefined ? '' : `, since ${age(since)}`;
    return `  ${found}\n    ${colours.dim(`${because}${seen}`)}`;
  });
  return [`${word}  ${colours.bold(address)}  ${constructPath ?? stack}`, ...lines].join('\n');
}

function renderPending({ stack, pending }: StackVerdict, colours: Colours): readonly string[] {
  if (pending.length === 0) return [];
  const line = ({ action, address, attributes }: Pending) =>
    `  ${action} ${address} ${attributes.join(', ')}`.trimEnd();
  return [[`${colours.yellow('not applied')}  ${stack}`, ...pending.map(line)].join('\n')];
}

function verdictWord(report: DriftReport, colours: Colours): string {
  const verdict = verdictOf(report);
  if (verdict === 'clean') return colours.green(verdict);
  return verdict === 'pending' ? colours.yellow(verdict) : colours.red(verdict);
}
