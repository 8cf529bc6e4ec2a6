import type { ClustersValues } from '@smile/core';
import { TEST_CLUSTER, TEST_EDGE, TEST_SEPARATE_CLUSTERS, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { CONNECT_TARGETS, type ConnectTarget, connectCommand } from './connect.ts';
import { type ConnectPlan, shellLines } from './connect-plan.ts';

const environment = testEnvironment();

/** An environment with two clusters whose API answers these blocks on the internet. */
const production = (publicAccessCidrs: readonly string[] = []) => {
  const { layout, application, data } = TEST_SEPARATE_CLUSTERS;
  return testEnvironment({
    stage: 'production',
    clusters: {
      layout,
      application: { ...application, publicAccessCidrs },
      data: { ...data, publicAccessCidrs },
    },
  });
};

const commandsOf = (steps: ConnectPlan['steps']) => steps.flatMap((step) => ('command' in step ? [step.command] : []));

test('knows every data store, cluster and console', () => {
  expect(CONNECT_TARGETS).toEqual([
    'mysql',
    'wms-mysql',
    'redis',
    'rabbitmq',
    'rabbitmq-console',
    'app-cluster',
    'data-cluster',
    'grafana',
    'jaeger',
    'keycloak',
    'jenkins',
    'clickhouse',
    'risingwave',
    'pentaho',
  ]);
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
    ['rabbitmq-console', '/smile/prd/databases/rabbitmq/host', 'host=$host,portNumber=443,localPortNumber=18443'],
  ] as const)('%s is named by %s and forwarded with %s', (target, parameter, forwarded) => {
    const { steps } = connectCommand({ target, environment: testEnvironment({ stage: 'production' }) });
    const words = commandsOf(steps).flat();
    expect(words).toContain(parameter);
    expect(words).toContain(forwarded);
    expect(words).toContain('smile-prd-port-forward');
  });

  test('answers on another port when asked', () => {
    const { steps } = connectCommand({ target: 'redis', environment, localPort: 7000 });
    expect(commandsOf(steps)[2]?.at(-1)).toBe('host=$host,portNumber=6379,localPortNumber=7000');
  });
});

describe('a cluster', () => {
  const plan = connectCommand({ target: 'app-cluster', environment: production() });

  test('behind a private API is reached in six steps: who you are, the API, its certificate, the bastion, a file for kubectl, the port', () => {
    expect(shellLines(plan)).toEqual([
      'role=$(aws sts get-caller-identity --output text --query Arn)',
      `host=$(aws eks describe-cluster --region ap-southeast-3 --output text --name smile-prd-app --query cluster.endpoint | sed 's,^https://,,')`,
      'certificate=$(aws eks describe-cluster --region ap-southeast-3 --output text --name smile-prd-app --query cluster.certificateAuthority.data)',
      `bastion=$(aws ec2 describe-instances --region ap-southeast-3 --output text --filters Name=tag:Name,Values=smile-prd-bastion Name=instance-state-name,Values=running --query "Reservations[0].Instances[0].InstanceId")`,
      [
        'mkdir -p "$HOME/.kube" && (umask 077; cat > "$HOME/.kube/smile-prd-app") <<END',
        'apiVersion: v1',
        'kind: Config',
        'current-context: smile-prd-app',
        'contexts:',
        '  - name: smile-prd-app',
        '    context: { cluster: smile-prd-app, user: smile-prd-app }',
        'clusters:',
        '  - name: smile-prd-app',
        '    cluster:',
        '      server: https://localhost:16443',
        '      tls-server-name: $host',
        '      certificate-authority-data: $certificate',
        'users:',
        '  - name: smile-prd-app',
        '    user:',
        '      exec:',
        '        apiVersion: client.authentication.k8s.io/v1beta1',
        '        interactiveMode: IfAvailable',
        '        command: aws',
        '        args: [eks, get-token, --region, ap-southeast-3, --cluster-name, smile-prd-app]',
        'END',
      ].join('\n'),
      'aws ssm start-session --region ap-southeast-3 --target "$bastion" --document-name smile-prd-port-forward --parameters "host=$host,portNumber=443,localPortNumber=16443"',
    ]);
  });

  test('says how kubectl finds it', () => {
    expect(plan.outcome).toBe(
      'kubectl --kubeconfig ~/.kube/smile-prd-app reaches smile-prd-app until you press Ctrl-C',
    );
  });

  test('lets in the roles that have an access entry, and no others', () => {
    expect(plan.steps[0]).toMatchObject({
      saveAs: 'role',
      oneOf: ['smile-prd-operator', 'smile-prd-break-glass'],
    });
  });

  test('answers on another port when asked', () => {
    const { steps } = connectCommand({ target: 'data-cluster', environment: production(), localPort: 7443 });
    const text = JSON.stringify(steps);
    expect(text).toContain('server: https://localhost:7443');
    expect(text).toContain('localPortNumber=7443');
  });

  test('keeps the profile that was signed in with, so that kubectl uses the same role in another window', () => {
    const { steps } = connectCommand({ target: 'app-cluster', environment: production(), profile: 'smile-operator' });
    const file = steps.find((step) => 'file' in step);
    expect(file).toMatchObject({
      content: expect.stringContaining('        env: [{ name: AWS_PROFILE, value: smile-operator }]'),
    });
  });

  test('whose API answers offices is reached without the bastion', () => {
    const open = connectCommand({ target: 'app-cluster', environment: production(['203.0.113.0/24']) });
    expect(shellLines(open).map((line) => line.split('=')[0]?.split(' ')[0])).toEqual([
      'role',
      'host',
      'certificate',
      'mkdir',
    ]);
    expect(JSON.stringify(open.steps)).toContain('server: https://$host');
    expect(JSON.stringify(open.steps)).not.toContain('tls-server-name');
    expect(open.outcome).toBe('kubectl --kubeconfig ~/.kube/smile-prd-app reaches smile-prd-app');
  });

  test.each([
    ['app-cluster', 'separate', 'smile-uat-app', 16443],
    ['data-cluster', 'separate', 'smile-uat-data', 16444],
    ['app-cluster', 'shared', 'smile-uat-app', 16443],
    ['data-cluster', 'shared', 'smile-uat-app', 16444],
  ] as const)('%s of two or one (%s) is %s, on port %d', (target, layout, name, port) => {
    const clusters: ClustersValues = layout === 'shared' ? { layout, shared: TEST_CLUSTER } : TEST_SEPARATE_CLUSTERS;
    const text = JSON.stringify(connectCommand({ target, environment: testEnvironment({ clusters }) }));
    expect(text).toContain(`--cluster-name, ${name}]`);
    expect(text).toContain(`server: https://localhost:${port}`);
  });
});

describe('a console', () => {
  const withEdge = testEnvironment({ clusters: TEST_SEPARATE_CLUSTERS, edge: TEST_EDGE });
  const platform = (hosts: Readonly<Record<string, string>>) =>
    testEnvironment({
      clusters: TEST_SEPARATE_CLUSTERS,
      edge: {
        ...TEST_EDGE,
        loadBalancers: { platform: { admits: 'operators', serves: 'application', hosts } },
      },
    });

  test('is reached by its public name, where it has one', () => {
    const plan = connectCommand({
      target: 'keycloak',
      environment: platform({ KeycloakAdmin: 'auth-admin.smile.example' }),
    });
    expect(plan.steps).toEqual([]);
    expect(plan.outcome).toBe(
      'keycloak of indonesia/staging answers at https://auth-admin.smile.example, for the networks of operators; sign in with your account of realm staff',
    );
  });

  test('is reached past its name through the API of the cluster', () => {
    const plan = connectCommand({ target: 'grafana', environment: platform({ Jaeger: 'jaeger.smile.example' }) });
    expect(plan).toEqual({
      steps: [],
      outcome: 'grafana of indonesia/staging has no public name',
      hints: [
        'past its name: smile connect app-cluster --env staging --proxy in one window, with the profile of break-glass',
        'in another: kubectl --kubeconfig ~/.kube/smile-uat-app --namespace monitoring port-forward service/kps-grafana 13000:3000',
        'then http://localhost:13000: sign in as username with password of the secret smile-uat/grafana-admin: Keycloak sends browsers to the public name only',
      ],
    });
  });

  test.each([
    ['jaeger', 'monitoring port-forward service/jaeger 26686:16686'],
    ['keycloak', 'auth port-forward service/keycloak-http 18080:8080'],
    ['jenkins', 'jenkins port-forward service/jenkins 18081:8080'],
    ['clickhouse', 'olap port-forward service/clickhouse-olap 28443:8443'],
    ['pentaho', 'etl port-forward service/pentaho-carte 18181:8181'],
  ] as const)('%s is %s', (target, forwarded) => {
    expect(connectCommand({ target, environment: withEdge }).hints?.[1]).toContain(`--namespace ${forwarded}`);
  });

  test('of the data cluster that is served at no name says why', () => {
    expect(connectCommand({ target: 'risingwave', environment: withEdge })).toEqual({
      steps: [],
      outcome: 'risingwave of indonesia/staging is not served at a public name: it has neither TLS nor a sign-in',
      hints: [
        'past its name: smile connect data-cluster --env staging --proxy in one window, with the profile of break-glass',
        'in another: kubectl --kubeconfig ~/.kube/smile-uat-data --namespace etl port-forward statefulset/risingwave-meta 15691:5691',
        'then http://localhost:15691: nobody is asked who they are',
      ],
    });
  });

  test('of ClickHouse asks for its own users, under TLS', () => {
    const hosts = { ClickHouse: 'clickhouse.smile.example' };
    const { outcome, hints } = connectCommand({ target: 'clickhouse', environment: platform(hosts) });
    expect(outcome).toBe(
      'clickhouse of indonesia/staging answers at https://clickhouse.smile.example, for the networks of operators; sign in with a user of ClickHouse',
    );
    expect(hints?.[2]).toMatch(/^then https:\/\/localhost:28443: sign in as admin /);
  });

  test('answers on another port when asked', () => {
    const { hints } = connectCommand({ target: 'jenkins', environment: withEdge, localPort: 7000 });
    expect(hints?.[1]).toContain(' 7000:8080');
  });

  test('is refused where there are no clusters, and through a proxy', () => {
    expect(() => connectCommand({ target: 'jaeger', environment })).toFailWith(
      'connect jaeger: indonesia/staging has no clusters; choose an environment that has',
    );
    expect(() => connectCommand({ target: 'jaeger', environment: withEdge, proxy: true })).toFailWith(
      'connect jaeger: a proxy leads to the API of a cluster only; leave --proxy out',
    );
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

  test('a cluster where there is none', () => {
    expect(() => connectCommand({ target: 'data-cluster', environment })).toFailWith(
      'connect data-cluster: indonesia/staging has no clusters; choose an environment that has',
    );
  });

  test('a local port where there is nothing to forward', () => {
    expect(() =>
      connectCommand({ target: 'app-cluster', environment: production(['203.0.113.0/24']), localPort: 7443 }),
    ).toFailWith(
      'connect app-cluster: the API of smile-prd-app answers on the internet, so no port is forwarded, got 7443; leave it out',
    );
  });

  test('a profile that kubectl could misread', () => {
    expect(() => connectCommand({ target: 'app-cluster', environment: production(), profile: 'a, b' })).toFailWith(
      'connect app-cluster: expected AWS_PROFILE of letters, digits and ._+=@/-, got "a, b"; rename the profile',
    );
  });
});
