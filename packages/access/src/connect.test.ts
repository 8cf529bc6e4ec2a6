import { testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { CONNECT_TARGETS, type ConnectTarget, connectCommand, shellLines } from './connect.ts';

const environment = testEnvironment();

test('knows every data store and cluster', () => {
  expect(CONNECT_TARGETS).toEqual(['mysql', 'wms-mysql', 'redis', 'rabbitmq', 'app-cluster', 'data-cluster']);
});

describe('a data store (ACC-BASTION)', () => {
  const plan = connectCommand({ target: 'mysql', environment });

  test('is reached in three commands: find the bastion, find the store, forward the port', () => {
    expect(shellLines(plan)).toEqual([
      `bastion=$(aws ec2 describe-instances --region ap-southeast-3 --output text --filters Name=tag:Name,Values=smile-uat-bastion Name=instance-state-name,Values=running --query "Reservations[0].Instances[0].InstanceId")`,
      'host=$(aws ssm get-parameter --region ap-southeast-3 --output text --name /smile/uat/databases/mysql-main/host --query Parameter.Value)',
      'aws ssm start-session --region ap-southeast-3 --target "$bastion" --document-name smile-uat-port-forward --parameters "host=$host,portNumber=3306,localPortNumber=13306"',
    ]);
  });

  test('says where it answers then', () => {
    expect(plan.outcome).toBe('mysql of indonesia/staging answers on localhost:13306 until you press Ctrl-C');
  });

  test.each([
    ['wms-mysql', '/smile/prd/databases/mysql-wms/host', 'host=$host,portNumber=3306,localPortNumber=13307'],
    ['redis', '/smile/prd/databases/redis/host', 'host=$host,portNumber=6379,localPortNumber=16379'],
    ['rabbitmq', '/smile/prd/databases/rabbitmq/host', 'host=$host,portNumber=5671,localPortNumber=15671'],
  ] as const)('%s is named by %s and forwarded with %s', (target, parameter, forwarded) => {
    const { steps } = connectCommand({ target, environment: testEnvironment({ stage: 'production' }) });
    const words = steps.flatMap(({ command }) => command);
    expect(words).toContain(parameter);
    expect(words).toContain(forwarded);
    expect(words).toContain('smile-prd-port-forward');
  });

  test('answers on another port when asked', () => {
    const { steps } = connectCommand({ target: 'redis', environment, localPort: 7000 });
    expect(steps[2]?.command.at(-1)).toBe('host=$host,portNumber=6379,localPortNumber=7000');
  });
});

describe('a cluster', () => {
  test.each([
    ['app-cluster', 'smile-uat-app'],
    ['data-cluster', 'smile-uat-data'],
  ] as const)('%s is a context of kubectl', (target, name) => {
    const plan = connectCommand({ target, environment });
    expect(shellLines(plan)).toEqual([
      `aws eks update-kubeconfig --region ap-southeast-3 --name ${name} --alias ${name}`,
    ]);
    expect(plan.outcome).toBe(`kubectl --context ${name} reaches the cluster`);
  });
});

describe('refuses', () => {
  const connect = (target: ConnectTarget, localPort: number) => () => {
    connectCommand({ target, environment, localPort });
  };

  test.each([80, 65536, 3306.5])('the local port %d', (port) => {
    expect(connect('mysql', port)).toFailWith(
      `connect mysql: expected a local port from 1024 to 65535, got ${port}; choose one that is free`,
    );
  });

  test('a local port for a cluster', () => {
    expect(connect('app-cluster', 8080)).toFailWith(
      'connect app-cluster: a cluster has no local port, got 8080; leave it out',
    );
  });
});
