import { createHash } from 'node:crypto';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { resourcesOf } from '@smile/testing';
import { expect, test } from 'vitest';
import { ALARM_TOPIC, nodeStackFor } from './fixtures/test-cluster.ts';
import { NodeGroup } from './node-group.ts';
import { NODE_RELEASES } from './node-releases.ts';

/**
 * The template of an ordinary group, and the releases that it went out with. EKS takes its newest image for a group whose
 * template changes alone, and the next plan wants to go back, which EKS refuses: "You cannot roll back a node group to an
 * earlier Kubernetes version or AMI version".
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupVersion.html
 */
const WENT_OUT_TOGETHER = {
  releases: { '1.35': '1.35.6-20260714', '1.36': '1.36.2-20260714' },
  template: 'aafa459b497675df',
};

test('a change of the template comes with new releases: raise NODE_RELEASES, then write both down here', () => {
  const stack = nodeStackFor((scope, cluster) => {
    new NodeGroup(scope, 'App', {
      cluster,
      name: 'app',
      instanceType: 'm6g.2xlarge',
      size: { min: 1, desired: 1, max: 1 },
      volume: '200 GiB',
      alarmTopic: ALARM_TOPIC,
    });
  });
  const [template] = resourcesOf(stack, LaunchTemplate);
  const found = createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 16);
  expect({ releases: NODE_RELEASES, template: found }).toEqual(WENT_OUT_TOGETHER);
});
