import { Block } from '../../reading/block.ts';
import { eachObject, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

/** Where the gateways are; and where telemetry of another cluster comes in. Nobody else may make a binding. */
const HOMES: readonly (string | undefined)[] = ['istio-ingress', 'monitoring'];

export const targetBindings: Rule = {
  id: 'SMILE_K8S_TARGET_BINDING',
  family: 'kubernetes',
  severity: 'high',
  title: 'Target groups are bound beside the gateways, and security groups stay as they are',
  what: `Every TargetGroupBinding is in ${HOMES.join(' or ')}, has no \`networking\`, \`targetType: ip\`, and a Service that exists there, where Services were read; no two of them have the same target group.`,
  why: "With networking the controller writes rules into security groups that Terraform owns, and each apply takes them away; two bindings of one group remove each other's pods.",
  remedy: 'Leave networking out; the rules are those of the stack edge.',
  source: 'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/',
  check: eachObject('TargetGroupBinding', (binding, context) => {
    const spec = new Block(binding.spec);
    const service = spec.block('serviceRef').text('name');
    const services = objectsOf(context, 'Service', /^v1$/).filter((one) => isBeside(one, binding));
    const group = spec.raw('targetGroupARN') ?? spec.raw('targetGroupName');
    const twins = objectsOf(context, 'TargetGroupBinding').filter((one) => {
      return (
        one !== binding && group !== undefined && [one.spec.targetGroupARN, one.spec.targetGroupName].includes(group)
      );
    });
    return [
      ...(HOMES.includes(binding.namespace) ? [] : [`must be in ${HOMES.join(' or ')}`]),
      ...(spec.raw('networking') === undefined ? [] : ['networking must be left out']),
      ...(spec.isUnknown('targetType') || spec.text('targetType') === 'ip'
        ? []
        : [`targetType must be ip, got ${spec.show('targetType')}`]),
      ...(service === undefined && !spec.block('serviceRef').isUnknown('name') ? ['must have serviceRef.name'] : []),
      ...(services.length > 0 && service !== undefined && !services.some(({ name }) => name === service)
        ? [`Service ${service} does not exist`]
        : []),
      ...(group === undefined ? ['must have targetGroupARN'] : []),
      ...(spec.block('serviceRef').has('port') ? [] : ['must have serviceRef.port']),
      ...twins.map(({ name }) => `has the target group of ${name}`),
    ];
  }),
};
