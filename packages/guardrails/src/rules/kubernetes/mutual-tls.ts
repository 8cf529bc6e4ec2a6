import type { KubernetesObject } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { MESH_NAMESPACE } from '../../reading/kubernetes/mesh.ts';
import { found, hasReason, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const SECURITY = /^security\.istio\.io\//;
const NETWORKING = /^networking\.istio\.io\//;

export const mutualTls: Rule = {
  id: 'SMILE_K8S_MUTUAL_TLS',
  family: 'kubernetes',
  severity: 'high',
  title: 'The mesh speaks mutual TLS, and each exception says why',
  what: `A PeerAuthentication without selector in ${MESH_NAMESPACE} has mode STRICT, wherever that namespace was read; every other PeerAuthentication, and each of its ports, has STRICT or UNSET, or the annotation \`smile/reason\`; no DestinationRule turns TLS off without it.`,
  why: 'PERMISSIVE is the default: any pod can send plain text with any identity it likes, and a policy by identity then decides about nothing.',
  remedy: 'Set STRICT; for what cannot speak it, except one workload or one port and write down the reason.',
  source: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  check: (context) => [...meshProblems(context), ...exceptions(context), ...plainDestinations(context)],
};

/** Whether a policy is for the whole mesh: in the root namespace, for no pods in particular. */
function isMeshWide({ namespace, spec }: KubernetesObject): boolean {
  return namespace === MESH_NAMESPACE && new Block(spec).block('selector').block('matchLabels').names().length === 0;
}

function meshProblems(context: RuleContext): readonly Violation[] {
  const policies = objectsOf(context, 'PeerAuthentication', SECURITY).filter(isMeshWide);
  const homes = objectsOf(context, 'Namespace').filter(({ name }) => name === MESH_NAMESPACE);
  const missing = homes
    .filter((home) => !policies.some(({ cluster }) => cluster === home.cluster))
    .flatMap((home) => found(home, 'must have a PeerAuthentication for the whole mesh with mtls.mode STRICT'));
  const weak = policies.flatMap((policy) => {
    const mtls = new Block(policy.spec).block('mtls');
    const isStrict = mtls.isUnknown('mode') || mtls.text('mode') === 'STRICT';
    return found(policy, isStrict ? undefined : `mtls.mode must be STRICT for the mesh, got ${mtls.show('mode')}`);
  });
  return [...missing, ...weak];
}

function exceptions(context: RuleContext): readonly Violation[] {
  const policies = objectsOf(context, 'PeerAuthentication', SECURITY);
  return policies.flatMap((policy) => {
    if (hasReason(policy)) return [];
    const block = new Block(policy.spec);
    const ports = block.block('portLevelMtls');
    const weak = [
      ...(isMeshWide(policy) || !isWeak(block.block('mtls')) ? [] : [`mtls.mode ${block.block('mtls').show('mode')}`]),
      ...ports
        .names()
        .flatMap((port) =>
          isWeak(ports.block(port)) ? [`portLevelMtls.${port}.mode ${ports.block(port).show('mode')}`] : [],
        ),
    ];
    return found(
      policy,
      weak.map((text) => `${text} needs the annotation smile/reason`),
    );
  });
}

/** UNSET takes the mode of whatever is above. */
function isWeak(mtls: Block): boolean {
  return ['PERMISSIVE', 'DISABLE'].includes(mtls.text('mode') ?? '');
}

function plainDestinations(context: RuleContext): readonly Violation[] {
  return objectsOf(context, 'DestinationRule', NETWORKING).flatMap((rule) => {
    if (hasReason(rule)) return [];
    const block = new Block(rule.spec);
    const policies = [
      block.block('trafficPolicy'),
      ...block.blocks('subsets').map((subset) => subset.block('trafficPolicy')),
    ];
    const settings = policies.flatMap((policy) => [policy, ...policy.blocks('portLevelSettings')]);
    const isPlain = settings.some((one) => one.block('tls').text('mode') === 'DISABLE');
    return found(
      rule,
      isPlain ? `tls.mode DISABLE for ${block.text('host')} needs the annotation smile/reason` : undefined,
    );
  });
}
