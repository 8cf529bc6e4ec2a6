import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { stageOf } from '../../reading/environments.ts';
import { environmentsAbove } from '../../reading/trust-order.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/**
 * Arguments whose value is something that answers or vouches for whoever holds it: a zone of names, a certificate authority,
 * a certificate. Two environments that hold the same one can stand in for each other.
 */
const SHARED: readonly { readonly what: string; readonly types: string; readonly argument: string }[] = [
  { what: 'Cloudflare zone', types: 'cloudflare_*', argument: 'zone_id' },
  { what: 'hosted zone', types: 'aws_route53_*', argument: 'zone_id' },
  { what: 'certificate of origin pulls', types: 'cloudflare_authenticated_origin_pulls*', argument: 'cert_id' },
  { what: 'certificate authority', types: 'aws_s3_object', argument: 'content' },
  { what: 'certificate authority', types: 'aws_acmpca_certificate_authority_certificate', argument: 'certificate' },
  { what: 'certificate authority', types: 'aws_acm_certificate', argument: 'certificate_authority_arn' },
];

export const isolatedAuthorities: Rule = {
  id: 'SMILE_ISOLATED_AUTHORITIES',
  family: 'isolation',
  severity: 'high',
  title: 'No zone of names, certificate authority or issuer of identities is shared with a lower environment',
  what: 'Zones, authorities and client certificates of an environment are used by none below it; every OpenID Connect provider is a cluster of its own environment, and there is no SAML provider.',
  why: "Whoever writes a zone answers for its names, and whoever signs is believed. From staging, that would be production's administrator.",
  remedy:
    "Give each environment a zone, an authority and a certificate of its own. Production's and shared's may be one.",
  source: 'requirements ENV-PRD',
  check: (context) => [...sharedThings(context), ...foreignIssuers(context)],
};

interface Use {
  readonly place: Resource;
  /** The same for the same thing: a text, or the resource that an expression leads to. */
  readonly value: string;
  readonly owner: string;
}

function sharedThings(context: RuleContext): readonly Violation[] {
  return SHARED.flatMap(({ what, types, argument }) => {
    const places = context.resources(types).filter((place) => argument !== 'content' || mayBeCertificate(place));
    const uses = places.flatMap((place) => usesAt(context, place, argument));
    const owners = new Map<string, Set<string>>();
    for (const { place, value, owner } of uses) {
      const known = owners.get(value) ?? new Set();
      owners.set(value, known.add(place.environment ?? '').add(owner));
    }
    const shared = uses.flatMap(({ place, value }) => {
      const above = [...(owners.get(value) ?? [])].find((owner) => isProtectedFrom(owner, place));
      return above === undefined
        ? []
        : [{ place, message: `${argument} must be a ${what} of its own, got that of ${above} too` }];
    });
    const open = places
      .filter((place) => Block.of(place).isUnknown(argument) && usesAt(context, place, argument).length === 0)
      .map((place) => ({
        place,
        status: 'warned' as const,
        message: `not judged: whose ${what} ${argument} names is known only after apply`,
      }));
    return [...shared, ...open];
  });
}

function usesAt({ inventory }: RuleContext, place: Resource, argument: string): readonly Use[] {
  const value = Block.of(place).text(argument);
  if (value !== undefined) return [{ place, value, owner: place.environment ?? '' }];
  return inventory
    .referencesAt(place, argument)
    .filter(({ mode }) => mode === 'managed')
    .map(({ stack, address, environment = '' }) => ({ place, value: `${stack} ${address}`, owner: environment }));
}

/** Of objects in buckets, those that hold a certificate, or may do so by their name. */
function mayBeCertificate(object: Resource): boolean {
  const block = Block.of(object);
  const content = block.text('content');
  if (content !== undefined) return content.startsWith('-----BEGIN CERTIFICATE');
  return block.isUnknown('content') && /\.(?:pem|crt|cer)$/.test(block.text('key') ?? '');
}

/** Shared is deployed by production and used by all, so the two may hold one zone. */
function isProtectedFrom(owner: string, { environment = '' }: Resource): boolean {
  return environmentsAbove(environment).includes(owner) && stageOf(environment) !== 'shared';
}

function foreignIssuers(context: RuleContext): readonly Violation[] {
  const providers = context.resources('aws_iam_openid_connect_provider').flatMap((place) => {
    const clusters = context.inventory.referencesAt(place, 'url').filter(({ type }) => type === 'aws_eks_cluster');
    const isOwn = clusters.length > 0 && clusters.every(({ environment }) => environment === place.environment);
    const url = Block.of(place).text('url');
    const observed = clusters.length === 0 && (url === undefined || issuersOf(context, place).includes(url));
    return isOwn || observed
      ? []
      : [
          {
            place,
            message: `url must be the issuer of a cluster of its own environment, got ${url ?? 'that of another'}`,
          },
        ];
  });
  const saml = context
    .resources('aws_iam_saml_provider')
    .map((place) => ({ place, message: 'must not be there: nobody outside vouches for identities of an environment' }));
  return [...providers, ...saml];
}

/** Issuers of the environment's clusters, as a state tells them. */
function issuersOf(context: RuleContext, { environment }: Resource): readonly string[] {
  return context
    .resources('aws_eks_cluster')
    .filter((cluster) => cluster.environment === environment)
    .flatMap((cluster) => Block.of(cluster).block('identity').block('oidc').text('issuer') ?? []);
}
