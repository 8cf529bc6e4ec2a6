import type { ObjectValue } from '../protocol/value.ts';
import { parseCidr } from '../values/cidr.ts';
import { blockAt, blocksOf, listOf, textOf, textsOf } from './blocks.ts';
import {
  byRule,
  duplicate,
  type FieldProblem,
  forbidden,
  invalid,
  repeated,
  required,
  unsupported,
} from './field-problem.ts';
import { portName, portNumber } from './names.ts';
import { quantityProblems } from './pod-rules.ts';
import { parseQuantity } from './quantity.ts';
import { selectorProblems } from './selector.ts';

/** What the API server refuses of a NetworkPolicy. https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export function networkPolicyProblems(object: ObjectValue): FieldProblem[] {
  const spec = blockAt(object, 'spec');
  if (spec === undefined) return [];
  const types = listOf(spec.policy_types);
  const unknown = types.find((type) => type !== 'Ingress' && type !== 'Egress');
  return [
    ...selectorProblems(blockAt(spec, 'pod_selector'), 'spec.podSelector'),
    ...(unknown === undefined ? [] : [unsupported('spec.policyTypes[0]', unknown, ['Ingress', 'Egress'])]),
    ...blocksOf(spec.ingress).flatMap((rule, i) => trafficProblems(rule, 'from', `spec.ingress[${i}]`)),
    ...blocksOf(spec.egress).flatMap((rule, i) => trafficProblems(rule, 'to', `spec.egress[${i}]`)),
  ];
}

/** What the API server refuses of a ResourceQuota. https://kubernetes.io/docs/concepts/policy/resource-quotas/ */
export function quotaProblems(object: ObjectValue): FieldProblem[] {
  return quantityProblems(textsOf(blockAt(object, 'spec')?.hard), 'spec.hard');
}

/** What the API server refuses of a LimitRange. Source: kubernetes, pkg/apis/core/validation/validation.go, ValidateLimitRange */
export function limitRangeProblems(object: ObjectValue): FieldProblem[] {
  return blocksOf(blockAt(object, 'spec')?.limit).flatMap((limit, index) => {
    const at = (name: string) => `spec.limits[${index}].${name}`;
    const amounts = {
      min: textsOf(limit.min),
      defaultRequest: textsOf(limit.default_request),
      default: textsOf(limit.default),
      max: textsOf(limit.max),
    };
    const pairs = [
      ['min', 'defaultRequest'],
      ['min', 'default'],
      ['min', 'max'],
      ['defaultRequest', 'default'],
      ['defaultRequest', 'max'],
      ['default', 'max'],
    ] as const;
    return [
      ...Object.entries(amounts).flatMap(([name, amount]) => quantityProblems(amount, at(name))),
      ...pairs.flatMap(([less, more]) =>
        Object.entries(amounts[less]).flatMap(([resource, amount]) => {
          const other = amounts[more][resource];
          const [low, high] = [parseQuantity(amount), parseQuantity(other ?? '')];
          return low === undefined || high === undefined || low <= high
            ? []
            : [
                invalid(
                  `${at(less)}[${resource}]`,
                  amount,
                  `${less} value ${amount} is greater than ${more} value ${other}`,
                ),
              ];
        }),
      ),
    ];
  });
}

/** What the API server refuses of a PodDisruptionBudget. https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export function disruptionProblems(object: ObjectValue): FieldProblem[] {
  const spec = blockAt(object, 'spec');
  if (spec === undefined) return [];
  const [fewest, most] = [textOf(spec.min_available), textOf(spec.max_unavailable)];
  const amounts = [
    ['spec.minAvailable', fewest],
    ['spec.maxUnavailable', most],
  ] as const;
  return [
    ...selectorProblems(blockAt(spec, 'selector'), 'spec.selector'),
    ...(fewest !== undefined && most !== undefined
      ? [
          invalid(
            'spec',
            { minAvailable: fewest, maxUnavailable: most },
            'minAvailable and maxUnavailable cannot be both set',
          ),
        ]
      : []),
    ...amounts.flatMap(([field, amount]) =>
      amount === undefined || /^(\d+|\d{1,2}%|100%)$/.test(amount)
        ? []
        : [
            invalid(
              field,
              amount,
              "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')",
            ),
          ],
    ),
  ];
}

/** What the API server refuses of a HorizontalPodAutoscaler. https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
export function autoscalerProblems(object: ObjectValue): FieldProblem[] {
  const spec = blockAt(object, 'spec');
  if (spec === undefined) return [];
  const [fewest, most] = [Number(textOf(spec.min_replicas) ?? 1), Number(textOf(spec.max_replicas) ?? Number.NaN)];
  return [
    ...(fewest < 1 && spec.min_replicas !== 0
      ? [invalid('spec.minReplicas', fewest, 'must be greater than or equal to 1')]
      : []),
    ...(most < 1 ? [invalid('spec.maxReplicas', most, 'must be greater than 0')] : []),
    ...(most < fewest ? [invalid('spec.maxReplicas', most, 'must be greater than or equal to `minReplicas`')] : []),
  ];
}

/** What the API server refuses of roles. https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-v1/ */
export function roleProblems(object: ObjectValue, isNamespaced: boolean): FieldProblem[] {
  return blocksOf(object.rule).flatMap((rule, index) => {
    const field = `rules[${index}]`;
    const isUrl = listOf(rule.non_resource_urls).length > 0;
    if (isUrl && isNamespaced) {
      return [
        invalid(
          `${field}.nonResourceURLs`,
          listOf(rule.non_resource_urls),
          'namespaced rules cannot apply to non-resource URLs',
        ),
      ];
    }
    return [
      ...(isEmptyList(rule.verbs) ? [required(`${field}.verbs`, 'verbs must contain at least one value')] : []),
      ...(!isUrl && isEmptyList(rule.api_groups)
        ? [required(`${field}.apiGroups`, 'resource rules must supply at least one api group')]
        : []),
      ...(!isUrl && isEmptyList(rule.resources)
        ? [required(`${field}.resources`, 'resource rules must supply at least one resource')]
        : []),
    ];
  });
}

/** What the API server refuses of webhook configurations. https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/ */
export function webhookProblems(object: ObjectValue): FieldProblem[] {
  const webhooks = blocksOf(object.webhook);
  const names = webhooks.map(({ name }) => textOf(name));
  return [
    ...repeated(names).map((index) => duplicate(`webhooks[${index}].name`, names[index])),
    ...webhooks.flatMap((webhook, index) => webhookOf(webhook, `webhooks[${index}]`)),
  ];
}

function webhookOf(webhook: ObjectValue, field: string): FieldProblem[] {
  const name = textOf(webhook.name);
  const effects = textOf(webhook.side_effects);
  const timeout = Number(textOf(webhook.timeout_seconds) ?? 10);
  return [
    ...(name !== undefined && name.split('.').length < 3
      ? [invalid(`${field}.name`, name, 'should be a domain with at least three segments separated by dots')]
      : []),
    ...(webhook.side_effects === null || webhook.side_effects === ''
      ? [required(`${field}.sideEffects`, 'must specify one of None, NoneOnDryRun')]
      : []),
    ...(effects === undefined || ['None', 'NoneOnDryRun'].includes(effects)
      ? []
      : [unsupported(`${field}.sideEffects`, effects, ['None', 'NoneOnDryRun'])]),
    ...(webhook.admission_review_versions === null || isEmptyList(webhook.admission_review_versions)
      ? [required(`${field}.admissionReviewVersions`, 'must specify one of v1, v1beta1')]
      : []),
    ...(timeout < 1 || timeout > 30
      ? [invalid(`${field}.timeoutSeconds`, timeout, 'the timeout value must be between 1 and 30 seconds')]
      : []),
  ];
}

function trafficProblems(rule: ObjectValue, peers: 'from' | 'to', field: string): FieldProblem[] {
  return [
    ...blocksOf(rule.ports).flatMap((port, index) => portProblems(port, `${field}.ports[${index}]`)),
    ...blocksOf(rule[peers]).flatMap((peer, index) => peerProblems(peer, `${field}.${peers}[${index}]`)),
  ];
}

function portProblems({ port, end_port: endPort }: ObjectValue, field: string): FieldProblem[] {
  const [from, to] = [textOf(port), textOf(endPort)];
  const isNumber = from !== undefined && /^\d+$/.test(from);
  if (to !== undefined && Number(to) !== 0) {
    if (from === undefined && port === null) return [required(`${field}.port`, 'must be specified when `endPort` is')];
    if (isNumber && Number(to) < Number(from)) {
      return [invalid(`${field}.endPort`, Number(to), 'must be greater than or equal to `port`')];
    }
  }
  return byRule(isNumber ? portNumber : portName, `${field}.port`, from);
}

function peerProblems(peer: ObjectValue, field: string): FieldProblem[] {
  const block = blockAt(peer, 'ip_block');
  const selectors = [...blocksOf(peer.pod_selector), ...blocksOf(peer.namespace_selector)];
  const cidr = textOf(block?.cidr);
  if (block !== undefined && selectors.length > 0)
    return [forbidden(field, 'may not specify both ipBlock and another peer')];
  const range = cidr === undefined ? undefined : parseCidr(cidr);
  if (cidr !== undefined && range === undefined && !cidr.includes(':')) {
    return [invalid(`${field}.ipBlock.cidr`, cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')];
  }
  return [
    ...selectors.flatMap((selector) => selectorProblems(selector, `${field}.podSelector`)),
    ...listOf(block?.except).flatMap((except, index) => {
      const inner = parseCidr(except);
      const isInside =
        inner === undefined ||
        range === undefined ||
        (inner.prefix > range.prefix && inner.first >= range.first && inner.last <= range.last);
      return isInside
        ? []
        : [invalid(`${field}.ipBlock.except[${index}]`, except, 'must be a strict subset of `cidr`')];
    }),
  ];
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
