import { type Reference, type Resource, STATEFUL_TYPES } from '@smile/inventory';
import { argumentsThatReplace } from '@smile/rehearsal';
import { SHARED_OBJECTS } from '../../data/shared-objects.ts';
import { isExpression } from '../../reading/block.ts';
import { allOf, inCode } from '../../reading/checks.ts';
import type { Rule, RuleContext } from '../../rule.ts';

const REASONS = new Map(SHARED_OBJECTS.map(({ type, because }) => [type, because]));

/** Types that other rules keep. */
const KEPT_ELSEWHERE = [...STATEFUL_TYPES, 'aws_lb_target_group'];

export const sharedObjectsKept: Rule = {
  id: 'SMILE_SHARED_OBJECTS_KEPT',
  family: 'semantics',
  severity: 'high',
  title: 'Objects whose dependants do not follow a replacement carry prevent_destroy',
  what: `Every AWS resource that some argument replaces has \`prevent_destroy\`, or a tag that says why it may be deleted, where another stack refers to it, where one that refers to it ignores changes of that argument, or where AWS binds it outside Terraform: ${[...REASONS.keys()].join(', ')}. No plan replaces one of those.`,
  why: 'Terraform makes the new object, and what hangs on the old one stays there: nodes without rules, alarms without readers, hosts without a role, until somebody applies the other stack or repairs it by hand.',
  remedy:
    'Set prevent_destroy. To replace it on purpose, make a second object, move the dependants, then remove the first.',
  source: 'packages/guardrails/src/data/shared-objects.ts, with the page of each type',
  check: allOf(
    // By what the code says of references: identifiers in a state lead to more than was meant.
    inCode((context) =>
      context
        .resources('aws_*')
        .filter((place) => !isAllowed(place) && !place.lifecycle.preventDestroy && canBeReplaced(place))
        .flatMap((place) => {
          const reason = reasonFor(context, place);
          return reason === undefined
            ? []
            : [{ place, message: `lifecycle.prevent_destroy must be true, got false: ${reason}` }];
        }),
    ),
    (context) =>
      context.inventory
        .resources({ type: [...REASONS.keys()], mode: 'managed' })
        .filter((place) => place.change?.action === 'replace' && !isAllowed(place))
        .map((place) => ({ place, message: `must not be replaced: ${REASONS.get(place.type)}` })),
  ),
};

function isAllowed({ tagsAll }: Resource): boolean {
  return 'deletion-allowed-because' in tagsAll;
}

/** A type of which nobody knows what replaces it may be replaced. */
function canBeReplaced({ type }: Resource): boolean {
  return !KEPT_ELSEWHERE.includes(type) && argumentsThatReplace(type)?.length !== 0;
}

function reasonFor(context: RuleContext, place: Resource): string | undefined {
  const known = REASONS.get(place.type);
  if (known !== undefined) return known;
  const dependants = context.inventory.referencedBy(place).filter(({ mode }) => mode === 'managed');
  const elsewhere = dependants.find(
    ({ stack, references }) =>
      stack !== place.stack && references.some((one) => leadsTo(one, place) && isOwn(one, place)),
  );
  if (elsewhere !== undefined) {
    return `${elsewhere.address} of ${elsewhere.stack} names the old one until that stack is applied`;
  }
  for (const dependant of dependants) {
    const ignored = ignoredPath(dependant, place);
    if (ignored !== undefined) return `${dependant.address} ignores changes of ${ignored}, and keeps the old one`;
  }
  return undefined;
}

/** The argument by which a dependant names an object and whose changes it ignores. */
function ignoredPath({ references, lifecycle }: Resource, place: Resource): string | undefined {
  const { ignoreChanges } = lifecycle;
  if (ignoreChanges.length === 0) return undefined;
  return references.find((one) => leadsTo(one, place) && isIgnored(one.path, ignoreChanges))?.path;
}

function leadsTo({ stack, address, path }: Reference, place: Resource): boolean {
  return stack === place.stack && address === place.address && path !== 'depends_on';
}

/** Whether an attribute is of the object itself: one that it was given by another resource is the same after a replacement. */
function isOwn({ attribute }: Reference, { values }: Resource): boolean {
  const value = values[attribute];
  return !(typeof value === 'string' && isExpression(value));
}

function isIgnored(path: string, ignored: readonly string[]): boolean {
  const plain = (text: string) => text.replaceAll(/\[[^\]]*\]/g, '');
  return ignored.some((one) => one === 'all' || plain(path) === plain(one) || plain(path).startsWith(`${plain(one)}.`));
}
