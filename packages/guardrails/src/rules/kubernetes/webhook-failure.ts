import { selects } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { eachObject, hasReason } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

/** What a cluster needs to repair itself: the pods of its own controllers, and nodes that come back. */
const VITAL = ['pods', 'nodes', 'leases', 'deployments', 'replicasets', 'daemonsets', 'endpointslices', '*', '*/*'];
const SYSTEM = { 'kubernetes.io/metadata.name': 'kube-system' };

export const webhookFailure: Rule = {
  id: 'SMILE_K8S_WEBHOOK_FAILURE',
  family: 'kubernetes',
  severity: 'medium',
  title: 'A webhook that does not answer neither stops the cluster nor lets everything pass',
  what: 'Every webhook says its `failurePolicy`. With `Fail`, one that is asked about pods, nodes and the like leaves `kube-system` out by its `namespaceSelector`, or picks objects by label; with `Ignore`, the annotation `smile/reason` says why that is safe. It is waited for at most 10 seconds.',
  why: 'The default is Fail: when the pods of the webhook are gone, nothing can start any more, those pods included; Ignore lets through just what the webhook was made for.',
  remedy: 'Fail with a narrow selector; cert-manager, Istio and the rest have values for it.',
  source: 'https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/',
  check: eachObject(['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'], (object) =>
    new Block(object.body).blocks('webhooks').flatMap((webhook) => {
      const name = webhook.text('name') ?? '';
      return problemsOf(webhook, hasReason(object)).map((text) => `${name} ${text}`);
    }),
  ),
};

function problemsOf(webhook: Block, isExplained: boolean): readonly string[] {
  const policy = webhook.text('failurePolicy');
  const seconds = webhook.number('timeoutSeconds') ?? 10;
  return [
    ...(policy === undefined && !webhook.isUnknown('failurePolicy') ? ['must say its failurePolicy'] : []),
    ...(policy === 'Ignore' && !isExplained ? ['with failurePolicy Ignore needs the annotation smile/reason'] : []),
    ...(policy === 'Fail' && isVital(webhook) ? ['with failurePolicy Fail must leave kube-system out'] : []),
    ...(seconds > 10 ? [`must answer within 10 s, got timeoutSeconds ${seconds}`] : []),
  ];
}

/** Whether it is asked about what kube-system needs. */
function isVital(webhook: Block): boolean {
  const resources = webhook.blocks('rules').flatMap((rule) => rule.texts('resources'));
  const isPicked = new Block({ it: webhook.raw('objectSelector') ?? null }).block('it').names().length > 0;
  const takesSystem = selects(webhook.raw('namespaceSelector') ?? {}, SYSTEM) !== 'no';
  return resources.some((one) => VITAL.includes(one)) && takesSystem && !isPicked;
}
