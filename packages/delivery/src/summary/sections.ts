import { type BundleSummary, isUnchanged } from './bundle-summary.ts';
import type { ResourceChange } from './resource-change.ts';

/** Changes that belong under one heading. */
export interface ChangeSection {
  readonly title: string;
  readonly changes: readonly ResourceChange[];
  /** Whether it is set apart, since it may lose data. */
  readonly isBoxed: boolean;
}

/** Changes by what they may do, in the order in which reviewers read them; empty sections are left out. */
export function sectionsOf({ changes }: Pick<BundleSummary, 'changes'>): ChangeSection[] {
  const loses = ({ action }: ResourceChange) => action === 'destroy' || action === 'replace' || action === 'forget';
  return [
    {
      title: 'Replaced or destroyed, and holds data',
      isBoxed: true,
      changes: changes.filter((one) => loses(one) && one.holdsData),
    },
    { title: 'Replaced or destroyed', isBoxed: false, changes: changes.filter((one) => loses(one) && !one.holdsData) },
    { title: 'Changed in place', isBoxed: false, changes: changes.filter(({ action }) => action === 'update') },
    { title: 'Created', isBoxed: false, changes: changes.filter(({ action }) => action === 'create') },
  ].filter((section) => section.changes.length > 0);
}

/** One line about the whole of it. */
export function headline({ environment, stacks, purpose, kind }: BundleSummary): string {
  const changing = stacks.filter((stack) => !isUnchanged(stack));
  const drafts = changing.filter(({ plan }) => plan === 'draft').length;
  const parts = [
    `${changing.length} of ${stacks.length} stacks change`,
    ...(drafts === 0 ? [] : [`${drafts} of them as drafts, which are planned again before their apply`]),
    ...(purpose === 'destroy' ? ['everything in them is destroyed'] : []),
    ...(kind === 'pretend' ? ['planned against stand-in providers'] : []),
  ];
  return `${environment}: ${parts.join('; ')}`;
}

/** Where a bundle comes from and how long it may be used, as pairs of name and text. */
export function facts(summary: BundleSummary): readonly (readonly [string, string])[] {
  const { commit, isDirty, authors, account, created, expires, terraformVersion, digest } = summary;
  return [
    ['commit', `${commit}${isDirty ? ', and changes that are in no commit' : ''}`],
    ['authors', authors.join(', ') || 'unknown'],
    ['account', account],
    ['planned', `${created} with Terraform ${terraformVersion}`],
    ['may be applied until', expires],
    ['digest', digest],
  ];
}

/** Why a change is what it is, each on a line of its own. */
export function reasonsOf({ because, constructPath, source, previousAddress }: ResourceChange): readonly string[] {
  return [
    ...(constructPath === undefined ? [] : [`construct ${constructPath}${source === undefined ? '' : `, ${source}`}`]),
    ...(previousAddress === undefined ? [] : [`moved from ${previousAddress}`]),
    ...because.map((reason) => `because ${reason}`),
  ];
}

/** That a provider decides about more than is listed; nothing where it does not. */
export function computedLine({ computed }: ResourceChange): readonly string[] {
  return computed === 0 ? [] : [`and ${computed} attributes that the code does not set`];
}
