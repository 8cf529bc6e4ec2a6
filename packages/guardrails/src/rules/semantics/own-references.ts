import { type Resource, valueAt } from '@smile/inventory';
import { notIn } from '../../reading/checks.ts';
import { KinIndex } from '../../reading/kin.ts';
import type { Rule, Violation } from '../../rule.ts';

/**
 * Arguments that name something of another construct on purpose, by `<type>.<argument>`: neither place nor name of the
 * constructs says which one is meant.
 */
const ELSEWHERE: ReadonlySet<string> = new Set([
  // The peer of a rule is somebody else's group.
  'aws_vpc_security_group_ingress_rule.referenced_security_group_id',
  'aws_vpc_security_group_egress_rule.referenced_security_group_id',
  // Logs of a bucket go to a bucket apart.
  'aws_s3_bucket_logging.target_bucket',
  // A trust policy stands beside what the role may do.
  'aws_iam_role.assume_role_policy',
  // One pattern lists several groups.
  'aws_cloudwatch_event_rule.event_pattern',
]);

/** Types whose names say what they are for, not whose they are; only their place is compared. */
const NAMED_BY_PURPOSE: ReadonlySet<string> = new Set(['aws_kms_key', 'aws_iam_policy_document', 'aws_vpc_endpoint']);

export const ownReferences: Rule = {
  id: 'SMILE_OWN_REFERENCES',
  family: 'semantics',
  severity: 'high',
  title: 'References lead to the resource that belongs to it',
  what: "A reference leads to a resource of its own construct where that has one of the type, and otherwise to the one that shares its zone and its construct's words; no list names one twice.",
  why: "An alarm on another store's name, a route through another zone's NAT gateway or a node group with another group's template is valid Terraform, and nobody sees it until the day it matters.",
  remedy: 'Point it at the expected resource. If the other one is meant, give the constructs names that say so.',
  source: 'docs/adr/0015-guardrails-and-waivers.md',
  // States hold what the provider filled in and the identifiers of others; there, what differs from the code says it.
  check: notIn('state', ({ inventory, resources, dataSources }) => {
    const places = [...resources('**'), ...dataSources('**')];
    if (places.every(({ constructPath }) => constructPath === undefined)) return undefined;
    const kin = new KinIndex(inventory);
    // In a plan, texts of documents and releases name what their parts do.
    const judged =
      inventory.source === 'synth'
        ? places
        : places.filter(({ mode, type }) => mode === 'managed' && type !== 'helm_release');
    return judged.flatMap((place) => [
      ...namedTwice(place),
      ...place.references.flatMap(({ stack, address, path }) => {
        const argument = withoutPlaces(path);
        if (argument === 'dependencies' || /^depends_on\b/.test(argument)) return [];
        if (ELSEWHERE.has(`${place.type}.${argument}`)) return [];
        const target = inventory.byAddress(stack, address);
        if (target === undefined || target === place) return [];
        const words = !NAMED_BY_PURPOSE.has(target.type) && !NAMED_BY_PURPOSE.has(place.type);
        const nearer = kin.nearerThan(target, place, { words });
        if (nearer === undefined) return [];
        const message = `${argument} must lead to ${nearer.expected.address}, since ${nearer.because}; got ${address}`;
        return [{ place, message }];
      }),
    ]);
  }),
};

/** Elements of one list that name the same: two zones' subnets where one is meant twice. Values of a release are one text about much. */
function namedTwice(place: Resource): readonly Violation[] {
  if (place.type === 'helm_release') return [];
  const seen = new Map<string, string>();
  return place.references.flatMap(({ address, stack, attribute, path }) => {
    const list = path.endsWith(']') ? /^(.*)\[\d+\]$/.exec(path)?.[1] : undefined;
    if (list === undefined || list === 'depends_on') return [];
    // `${bucket.arn}` and `${bucket.arn}/*` are two.
    const key = `${list} ${stack} ${address} ${attribute} ${JSON.stringify(valueAt(place.values, path))}`;
    // One element may name a thing twice, as a text with two mentions of a host does.
    const isTwice = seen.has(key) && seen.get(key) !== path;
    seen.set(key, path);
    const message = `${withoutPlaces(list)} must name each only once, got ${address} twice`;
    return isTwice ? [{ place, message }] : [];
  });
}

/** A path without the places in lists. */
function withoutPlaces(path: string): string {
  return path.includes('[') ? path.replace(/\[\d+\]/g, '') : path;
}
