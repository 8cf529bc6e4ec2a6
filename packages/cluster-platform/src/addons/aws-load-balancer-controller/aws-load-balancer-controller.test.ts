import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { platformStackFor } from '../../fixtures.ts';
import type { Addon } from '../addon.ts';
import { TEST_OPERATORS, TEST_WEB } from '../gateway/fixtures.ts';
import { awsLoadBalancerController } from './aws-load-balancer-controller.ts';

function made(entrances: Parameters<typeof awsLoadBalancerController>[1]): Addon {
  const found: Addon[] = [];
  platformStackFor((_, context) => {
    found.push(awsLoadBalancerController(context, entrances));
  });
  const [addon] = found;
  if (addon === undefined) throw new Error('no add-on was made');
  return addon;
}

const actionsOn = (addon: Addon, resource: string) =>
  (addon.identity?.statements ?? [])
    .filter(({ resources = [] }) => resources.includes(resource))
    .flatMap(({ actions = [] }) => actions);

describe('AWS Load Balancer Controller', () => {
  const addon = made([TEST_WEB, TEST_OPERATORS]);

  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/, "TargetGroupBinding only"
  test('fills the target groups of its cluster, and no others', () => {
    const groups = [TEST_WEB, TEST_OPERATORS].map(({ targetGroups: [{ targetGroupArn }] }) => targetGroupArn);
    for (const group of groups) {
      expect(actionsOn(addon, group)).toEqual([
        'elasticloadbalancing:DeregisterTargets',
        'elasticloadbalancing:RegisterTargets',
      ]);
    }
    expect(actionsOn(addon, '*').filter((action) => !action.includes(':Describe'))).toEqual([]);
  });

  test('has nothing to fill where nothing leads in', () => {
    expect(actionsOn(made([]), '*').filter((action) => !action.includes(':Describe'))).toEqual([]);
    expect(made([]).identity?.statements).toHaveLength(1);
  });

  // https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4140: the webhook on Services stops other installations
  test('stands in the way of no Service, makes no key of its own, and asks no instance where it is', () => {
    expect(addon.release?.values).toMatchObject({
      enableServiceMutatorWebhook: false,
      enableCertManager: true,
      region: 'ap-southeast-3',
      createIngressClassResource: false,
      controllerConfig: { featureGates: { EnableServiceController: false } },
    });
    expect(addon.release?.values.vpcId).toMatch(/\S/);
  });
});
