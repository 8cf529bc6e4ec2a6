import { Inventory } from '@smile/inventory';
import { expect, test } from 'vitest';
import { supportCalendar } from './support-calendar.ts';

test('lists what is really used, each version once, the soonest end first and those without an end last', () => {
  const resource = {
    aws_db_instance: {
      Main: { engine: 'mysql', engine_version: '8.0' },
      Wms: { engine: 'mysql', engine_version: '8.0.40' },
      Other: { engine: 'postgres', engine_version: '16.1' },
    },
    aws_mq_broker: { Rabbit: { engine_type: 'RabbitMQ', engine_version: '3.13' } },
    aws_launch_template: {
      Nodes: {
        image_id:
          'resolve:ssm:/aws/service/eks/optimized-ami/1.35/amazon-linux-2023/x86_64/standard/recommended/image_id',
      },
      Custom: { image_id: 'ami-0123456789abcdef0' },
    },
    aws_eks_node_group: {
      Bottlerocket: { ami_type: 'BOTTLEROCKET_x86_64' },
      System: { ami_type: 'AL2023_ARM_64_STANDARD' },
    },
    aws_eks_cluster: { Later: { version: '${var.version}' }, App: { version: '1.35' } },
  };
  const entries = supportCalendar(Inventory.fromStacks({ s: { resource } })).map(
    ({ name, version, standardEnds, extendedEnds, maintenanceEnds, resources }) => [
      `${name} ${version}`,
      standardEnds,
      extendedEnds,
      maintenanceEnds,
      resources.map(({ address }) => address).join(' '),
    ],
  );
  expect(entries).toEqual([
    ['MySQL on RDS 8.0', '2026-07-31', '2029-07-31', undefined, 'aws_db_instance.Main aws_db_instance.Wms'],
    ['EKS 1.35', '2027-03-27', '2028-03-27', undefined, 'aws_eks_cluster.App'],
    ['Amazon Linux 2023', '2027-06-30', undefined, '2029-06-30', 'aws_eks_node_group.System aws_launch_template.Nodes'],
    ['RabbitMQ on Amazon MQ 3.13', undefined, undefined, undefined, 'aws_mq_broker.Rabbit'],
  ]);
});
