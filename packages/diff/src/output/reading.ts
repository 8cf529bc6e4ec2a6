import type { AttributeChange, DiffReport, ResourceChange, SectionChange } from '../diff-report.ts';
import { isEmpty } from '../sections/section.ts';

/** Changes under one heading. */
export interface ChangeGroup {
  readonly title: string;
  readonly changes: readonly ResourceChange[];
  /** Whether it is set apart, since data may be lost. */
  readonly isWarning: boolean;
}

/** Changes as reviewers read them: what may hurt first. Empty groups are left out. */
export function groupsOf({ changes }: Pick<DiffReport, 'changes'>): ChangeGroup[] {
  const group = (title: string, holds: (change: ResourceChange) => boolean, isWarning = false) => ({
    title,
    changes: changes.filter(holds),
    isWarning,
  });
  const ends = ({ action }: ResourceChange) => action === 'destroy' || action === 'replace';
  return [
    group('Destroyed or replaced, and may hold data', (one) => ends(one) && one.holdsData, true),
    group('Not known whether replaced, and may hold data', (one) => one.action === 'not known' && one.holdsData, true),
    group('Destroyed or replaced', (one) => ends(one) && !one.holdsData),
    group('Not known whether replaced', (one) => one.action === 'not known' && !one.holdsData),
    group('Left by Terraform, and still there', ({ action }) => action === 'forget'),
    group('Changed in place', ({ action }) => action === 'update'),
    group('Moved, nothing changes', ({ action }) => action === 'move'),
    group('Created', ({ action }) => action === 'create'),
    group('Changed for Terraform alone, or ignored by it', ({ action }) => action === 'none'),
  ].filter(({ changes: found }) => found.length > 0);
}

/** One line about the whole of it. */
export function headlineOf({ before, after, counts, environments, settings }: DiffReport): string {
  const words: readonly (readonly [keyof DiffReport['counts'], string])[] = [
    ['destroy', 'destroyed'],
    ['replace', 'replaced'],
    ['not known', 'in place or replaced'],
    ['forget', 'left by Terraform'],
    ['update', 'changed in place'],
    ['move', 'moved'],
    ['create', 'created'],
    ['none', 'changed for Terraform alone'],
  ];
  const parts = words.filter(([word]) => counts[word] > 0).map(([word, text]) => `${counts[word]} ${text}`);
  const all = [...parts, ...(settings.length === 0 ? [] : [`${settings.length} settings of stacks differ`])];
  const of = environments.length === 0 ? '' : `${environments.join(', ')}: `;
  return `${of}from ${before} to ${after}, ${all.length === 0 ? 'nothing changes' : all.join(', ')}`;
}

/** What is said of an address, in one line. */
export function firstLineOf({ action, address, stack, newOneFirst, movedFrom }: ResourceChange): string {
  const order = action === 'replace' ? (newOneFirst ? ', the new one first' : ', the old one first') : '';
  const moved = movedFrom === undefined ? '' : `, moved from ${movedFrom}`;
  return `${WORDS[action]} ${address} (${stack}${order}${moved})`;
}

const WORDS: Readonly<Record<ResourceChange['action'], string>> = {
  destroy: 'destroy',
  replace: 'replace',
  'not known': 'change or replace',
  forget: 'forget',
  update: 'change',
  move: 'move',
  create: 'create',
  none: 'leave alone',
};

/** An attribute in one line, without what it does. */
export function attributeLine({ path, before, after, follows, replaces, ignored }: AttributeChange): string {
  const values = follows === undefined ? `${before} → ${after}` : `follows ${follows}`;
  const notes = [...(replaces ? ['makes a new object'] : []), ...(ignored ? ['nothing at the service changes'] : [])];
  return `${path}: ${values}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

/** What a change does, once for the arguments that do the same. */
export function effectsOf({
  attributes,
}: ResourceChange): readonly { readonly text: string; readonly source?: string }[] {
  const found = new Map<string, { text: string; source?: string }>();
  for (const { effect } of attributes) {
    if (effect === undefined) continue;
    const isUnknown = effect.when === 'not known' && effect.source === undefined;
    const text = isUnknown
      ? 'when it takes effect is not known'
      : `${WHEN[effect.when]}, ${DOWN[effect.down]}: ${effect.what}`;
    found.set(text, { text, ...(effect.source === undefined ? {} : { source: effect.source }) });
  }
  return [...found.values()];
}

type Effect = NonNullable<AttributeChange['effect']>;

const WHEN: Readonly<Record<Effect['when'], string>> = {
  'at once': 'takes effect at once',
  'maintenance window': 'takes effect in the next maintenance window',
  'node roll': 'rolls the nodes',
  'pods restart': 'restarts pods',
  'next launch': 'takes effect at the next launch',
  'after a reboot': 'takes effect after a reboot',
  'within days': 'takes effect within days',
  'not known': 'when it takes effect is not known',
};

const DOWN: Readonly<Record<Effect['down'], string>> = {
  no: 'without an outage',
  briefly: 'with a short interruption',
  yes: 'with an outage',
  'not known': 'an outage is not ruled out',
};

/** Every other section as a title with lines; empty ones are left out. */
export function sectionsOf(
  report: DiffReport,
): readonly { readonly title: string; readonly lines: readonly string[] }[] {
  const { settings, cost, requirements, pictures, disagreements = [] } = report;
  return [
    {
      title: 'Settings of stacks',
      lines: settings.map(({ stack, path, before, after }) => `${stack}: ${path}: ${before} → ${after}`),
    },
    { title: 'Cost', lines: cost === undefined ? [NO_COST] : costLines(cost) },
    { title: 'Guardrails', lines: signed(report.guardrails) },
    {
      title: 'Requirements',
      lines: requirements.flatMap(({ id, environment, before, after, problems }) => [
        `${id} in ${environment}: ${before} → ${after}`,
        ...problems,
      ]),
    },
    { title: 'Connections', lines: signed(report.connections) },
    {
      title: 'Pictures',
      lines: pictures.flatMap(({ environment, kind, parts }) =>
        signed(parts).map((line) => `${environment} ${kind}: ${line}`),
      ),
    },
    {
      title: 'Where the two judges disagree',
      lines: disagreements.map(({ stack, address, text }) => `${stack} ${address}: ${text}`),
    },
    { title: 'Notes', lines: report.notes },
  ].filter(({ lines }) => lines.length > 0);
}

/** What stands where no command computes costs. */
const NO_COST = 'not computed';

function costLines({ monthlyUsd: { before, after }, notes }: NonNullable<DiffReport['cost']>): readonly string[] {
  const [old, fresh, more] = [before, after, after - before].map((value) => value.toFixed(2));
  return [`USD ${old} → ${fresh} a month (${after < before ? '' : '+'}${more})`, ...notes];
}

function signed(section: SectionChange): readonly string[] {
  if (isEmpty(section)) return [];
  return [
    ...section.added.map((line) => `+ ${line}`),
    ...section.gone.map((line) => `− ${line}`),
    ...section.changed.map((line) => `≠ ${line}`),
  ];
}
