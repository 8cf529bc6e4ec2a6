import { expect, test } from 'vitest';
import { mayHoldData, STATEFUL_TYPES } from './stateful-types.ts';

test('lists each type once, in order', () => {
  expect([...new Set(STATEFUL_TYPES)].sort()).toEqual(STATEFUL_TYPES);
});

test.each([
  ['aws_db_instance.MysqlMain', true],
  ['aws_eks_cluster.Data', true],
  ['aws_eks_node_group.Data_Kafka_Group-apse3-az1_0A1B2C3D', true],
  ['aws_eks_addon.Data_CoreDns', false],
  ['aws_security_group.aws_db_instance', false],
])('losing %s may lose data: %j', (address, expected) => {
  expect(mayHoldData(address)).toBe(expected);
});
