import { Redactor } from '@smile/delivery';
import type { DiffReport } from '@smile/diff';
import { readJsonFile } from '@smile/inventory';
import type { RehearsalReport, StackReport } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';

/**
 * A report of both judges: what `smile rehearse --providers real --json` printed.
 *
 * @throws CommandError where it is another file, or stand-ins alone judged.
 */
export function readJudged(path: string): RehearsalReport {
  const json = readJsonFile(path, 'rehearsal', 'pass a file that smile rehearse --providers real --json wrote');
  if (!Array.isArray(json.stacks)) {
    throw CommandError.wrongUse([
      `--judged ${path} has no stacks, so it is no rehearsal; pass a file that smile rehearse --providers real --json wrote`,
    ]);
  }
  const report = json as unknown as RehearsalReport;
  if (report.real === undefined) {
    throw CommandError.wrongUse([
      `--judged ${path} is a rehearsal by stand-ins alone, and nobody can disagree with himself; rehearse with --providers real`,
    ]);
  }
  return report;
}

/** A report with what real plugins refuse, and the stand-ins accepted, of what changes; the rest is counted. */
export function withDisagreements(report: DiffReport, { stacks, real }: RehearsalReport): DiffReport {
  const redactor = new Redactor();
  const all = stacks.flatMap((stack) => refusalsOf(stack, redactor));
  const addresses = new Set(report.changes.map(({ stack, address }) => `${stack} ${address}`));
  const changed = new Set(report.changes.map(({ stack }) => stack));
  const own = all.filter(({ stack, address }) =>
    address === '' ? changed.has(stack) : addresses.has(`${stack} ${address}`),
  );
  const unjudged = [...changed].filter((name) => !stacks.some((stack) => stack.stack === name && isJudged(stack)));
  const versions = (real?.providers ?? []).map(({ name, version, pinned }) => {
    return `${name} ${version}${pinned === undefined || pinned === version ? '' : ` instead of ${pinned}`}`;
  });
  return {
    ...report,
    disagreements: own,
    notes: [
      ...report.notes,
      `real plugins judged, too: ${versions.join(', ') || 'none was there'}`,
      ...(unjudged.length === 0 ? [] : [`no real plugin judged ${unjudged.join(', ')}`]),
      ...(all.length === own.length
        ? []
        : [`they refuse ${all.length - own.length} other things that do not change here`]),
    ],
  };
}

type Disagreement = NonNullable<DiffReport['disagreements']>[number];

function refusalsOf({ stack, steps }: StackReport, redactor: Redactor): Disagreement[] {
  return steps
    .filter(({ step }) => step === 'real-plan')
    .flatMap(({ findings, status }) => (status === 'failed' ? findings : []))
    .map(({ address, summary, detail }) => ({
      stack,
      address: address ?? '',
      text: redactor.text([summary, detail].filter((text) => text !== '').join(': ')),
    }));
}

function isJudged({ steps }: StackReport): boolean {
  return steps.some(({ step, status }) => step === 'real-plan' && status !== 'skipped');
}
