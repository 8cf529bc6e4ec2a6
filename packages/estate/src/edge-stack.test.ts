import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alarmTopicArn, type EdgeValues, type Environment } from '@smile/core';
import { TEST_EDGE, TEST_GIT_SERVER, testEnvironment } from '@smile/core/fixtures';
import { Inventory, trafficProblems } from '@smile/inventory';
import { SecurityGroup } from '@smile/network';
import { App } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { EdgeStack } from './edge-stack.ts';
import { changedInventory, type Synthesized, synthesizedStacks } from './fixtures/synthesized.ts';
import { inventoryOf } from './fixtures.ts';
import { NetworkStack } from './network-stack.ts';
import { StorageStack } from './storage-stack.ts';

const withEdge = (values: Partial<EdgeValues> = {}) => testEnvironment({ edge: { ...TEST_EDGE, ...values } });

/** The edge with the stacks that it stands on, and nothing else of the estate. */
function edgeOf(environment: Environment, values: EdgeValues, nodesIn: 'no clusters' | 'a cluster' = 'no clusters') {
  const outdir = mkdtempSync(join(tmpdir(), 'smile-edge-'));
  try {
    const app = new App({ outdir });
    const network = new NetworkStack(app, environment);
    const storage = new StorageStack(app, environment);
    const alarmTopic = { topicArn: alarmTopicArn(environment) };
    const application =
      nodesIn === 'a cluster'
        ? new SecurityGroup(network, 'Nodes', { vpc: network.vpc, description: 'Nodes' })
        : undefined;
    new EdgeStack(app, environment, { values, network, storage, alarmTopic, nodes: { application } });
    app.synth();
    return Inventory.fromSynth(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

const environment = withEdge();
const edge = { stack: 'indonesia-staging-edge' };
const inventory = edgeOf(environment, TEST_EDGE);
const { zone: _, ...cloudflare } = TEST_EDGE.cloudflare;
const guest = edgeOf(environment, { ...TEST_EDGE, cloudflare: { ...cloudflare, ownsZone: false } });
const switchedOn = edgeOf(environment, {
  ...TEST_EDGE,
  apiGateway: { host: 'gateway.smile.example', requestsPerSecond: 100, burst: 200 },
});
const withNodes = edgeOf(environment, TEST_EDGE, 'a cluster');

/** A body of `aws_vpc_security_group_ingress_rule`, a record, and so on, changed in place. */
function first(changed: Synthesized, type: string, wanted: (name: string) => boolean = () => true) {
  const found = changed.resources(type).find(([name]) => wanted(name));
  if (found === undefined) throw new Error(`no ${type} in the estate`);
  return { name: found[0], body: found[1] };
}

describe('the edge', () => {
  test('has the load balancers of the values, one certificate and one target group each (APP-ALB)', () => {
    expect(inventory.ofType('aws_lb').map(({ values }) => values.name)).toEqual([
      'smile-uat-platform',
      'smile-uat-web',
    ]);
    for (const type of ['aws_acm_certificate', 'aws_lb_target_group', 'aws_wafv2_web_acl_association']) {
      expect(inventory.ofType(type)).toHaveLength(2);
    }
  });

  test('judges visitors by the address that Cloudflare forwards, operators by their own (EDG-WAF)', () => {
    const keys = inventory
      .ofType('aws_wafv2_web_acl')
      .map(({ values }) => [values.name_prefix, JSON.stringify(values.rule).match(/"(FORWARDED_IP|IP)"/)?.[1]]);
    expect(keys).toEqual([
      ['smile-uat-operators-', 'IP'],
      ['smile-uat-public-', 'FORWARDED_IP'],
    ]);
  });

  test('gives visitors and operators limits of their own, and leaves what people write into consoles alone', () => {
    const own = edgeOf(environment, {
      ...TEST_EDGE,
      webAcls: {
        visitors: { requestsPerClient: 2000, signInsPerClient: 200, countOnly: ['NoUserAgent_HEADER'] },
        operators: { requestsPerClient: 3000 },
      },
    });
    const [operators, visitors] = own.ofType('aws_wafv2_web_acl').map(({ values }) => JSON.stringify(values.rule));
    expect(operators).toMatch(/"limit":3000/);
    expect(operators).not.toMatch(/"limit":2000|"limit":200,|NoUserAgent_HEADER/);
    expect(operators).toMatch(/\{"action_to_use":\{"count":\{\}\},"name":"SQLi_BODY"/);
    expect(visitors).toMatch(/"limit":2000.*"limit":200,/);
    expect(visitors).toMatch(/\{"action_to_use":\{"count":\{\}\},"name":"NoUserAgent_HEADER"/);
    expect(visitors).not.toMatch(/"name":"SQLi_BODY"/);
  });

  test('makes what the Cloudflare zone has once only where it owns the zone (EDG-CLOUDFLARE)', () => {
    const once = [
      'cloudflare_ruleset',
      'cloudflare_zone_setting',
      'cloudflare_zone_dnssec',
      'cloudflare_notification_policy',
    ];
    expect(new Set(inventory.resources({ type: once }).map(({ type }) => type))).toEqual(new Set(once));
    expect(guest.resources({ type: once })).toEqual([]);
    expect(guest.ofType('cloudflare_dns_record').length).toBeGreaterThan(0);
  });

  test('has no token of Cloudflare in its JSON, nor room for one', () => {
    const text = JSON.stringify(inventory.toJSON());
    expect(text).not.toMatch(/api_token|api_key|PRIVATE KEY/);
    expect(inventory.resources(edge).filter(({ provider }) => provider.includes('cloudflare')).length).toBeGreaterThan(
      0,
    );
  });

  test('tells the topic of the account', () => {
    const alarms = inventory.resources({ type: 'aws_cloudwatch_metric_alarm', ...edge });
    expect(alarms.length).toBeGreaterThan(0);
    for (const { values } of alarms) {
      expect(values.alarm_actions).toEqual(['arn:aws:sns:ap-southeast-3:222222222222:smile-alarms']);
    }
  });
});

describe('the API gateway (APP-APIGW)', () => {
  test('is nothing while it is off', () => {
    expect(inventory.ofType('aws_apigatewayv2_*')).toEqual([]);
    expect(inventory.ofType('aws_lb_listener').filter(({ values }) => values.port === 8443)).toEqual([]);
  });

  test('calls what the web load balancer serves, through a door that asks for no certificate of Cloudflare', () => {
    expect(switchedOn.ofType('aws_apigatewayv2_api')).toHaveLength(1);
    const [integration] = switchedOn.ofType('aws_apigatewayv2_integration');
    const listeners = integration === undefined ? [] : switchedOn.references(integration);
    expect(listeners.map(({ type, values }) => [type, values.port])).toContainEqual(['aws_lb_listener', 8443]);
  });
});

describe('nodes', () => {
  test('are reached on the port of requests and on that of health by the load balancers that serve their cluster', () => {
    const rules = withNodes
      .resources({ type: 'aws_vpc_security_group_ingress_rule', ...edge })
      .filter(({ values }) => values.referenced_security_group_id !== undefined)
      .map(({ values }) => `${values.from_port} ${values.description}`);
    expect(rules.sort()).toEqual([
      '15021 Health checks of platform',
      '15021 Health checks of web',
      '443 Requests through platform',
      '443 Requests through web',
    ]);
  });
});

describe('the Git server (ACC-GIT)', () => {
  const shared = testEnvironment({
    stage: 'shared',
    gitServer: TEST_GIT_SERVER,
    edge: {
      ...TEST_EDGE,
      loadBalancers: {
        git: {
          admits: 'cloudflare',
          serves: 'git',
          hosts: { Git: TEST_GIT_SERVER.host, Registry: 'registry.smile.example' },
        },
      },
    },
  });
  const withGit = inventoryOf(shared);
  const git = { stack: 'indonesia-shared-git' };

  test('is a target of its load balancer, by the address of the host', () => {
    const [attachment] = withGit.resources({ type: 'aws_lb_target_group_attachment', ...git });
    const ends = attachment === undefined ? [] : withGit.references(attachment).map(({ type }) => type);
    expect(ends.sort()).toEqual(['aws_instance', 'aws_lb_target_group']);
  });

  test('lets in the load balancer and the bastion, on 443, from the later stack', () => {
    const rules = withGit
      .resources({ type: 'aws_vpc_security_group_ingress_rule', ...git })
      .filter(({ values }) => String(values.security_group_id).includes('Server_Host'))
      .map(({ values }) => `${values.from_port} ${values.description}`);
    expect(rules.sort()).toEqual(['443 Operators open GitLab through the bastion', '443 Requests through git']);
  });

  test('tells its health to the load balancer', () => {
    expect(withGit.ofType('aws_lb_target_group').map(({ values }) => values.health_check)).toMatchObject([
      { protocol: 'HTTPS', port: '443', path: '/-/health' },
    ]);
  });
});

describe('a changed estate is caught (TRF-EXT)', () => {
  const stacks = synthesizedStacks(withEdge());
  const problemsAfter = (change: (stacks: Synthesized) => void) =>
    trafficProblems(changedInventory(stacks, change)).map((problem) => problem.replace(/_[0-9A-F]{8}\b/g, ''));

  test('not one that stayed as it is', () => {
    expect(problemsAfter(() => undefined)).toEqual([]);
  });

  test('a public block on the group of a load balancer', () => {
    const problems = problemsAfter((changed) => {
      const { body } = first(changed, 'aws_vpc_security_group_ingress_rule', (name) => name.startsWith('Web_'));
      delete body.prefix_list_id;
      body.cidr_ipv4 = '198.51.100.0/24';
    });
    const sentence = (host: string) =>
      `${host}: indonesia-staging-edge/aws_vpc_security_group_ingress_rule.Web_LoadBalancer_SecurityGroup_FromCloudflareIpv4Tcp443 lets 198.51.100.0/24 in; name a prefix list of Cloudflare's or operators' addresses`;
    expect(problems).toEqual([sentence('api.smile.example'), sentence('app.smile.example')]);
  });

  test('a missing association of the web ACL', () => {
    const problems = problemsAfter((changed) => {
      const { name } = first(changed, 'aws_wafv2_web_acl_association', (one) => one.startsWith('Platform_'));
      changed.remove('aws_wafv2_web_acl_association', name);
    });
    expect(problems).toEqual([
      'grafana.smile.example: indonesia-staging-edge/aws_lb.Platform_LoadBalancer has no web ACL; associate one',
    ]);
  });

  test('a record that is not proxied', () => {
    const problems = problemsAfter((changed) => {
      first(changed, 'cloudflare_dns_record', (name) => name.startsWith('Web_Hosts_App')).body.proxied = false;
    });
    expect(problems).toEqual([
      'app.smile.example: indonesia-staging-edge/cloudflare_dns_record.Web_Hosts_App is not proxied, but indonesia-staging-edge/aws_lb.Web_LoadBalancer lets in Cloudflare only; proxy it',
    ]);
  });

  test('a console that is proxied', () => {
    const problems = problemsAfter((changed) => {
      first(changed, 'cloudflare_dns_record', (name) => name.startsWith('Platform_Hosts')).body.proxied = true;
    });
    expect(problems).toEqual([
      'grafana.smile.example: indonesia-staging-edge/cloudflare_dns_record.Platform_Hosts_Grafana is proxied, but indonesia-staging-edge/aws_lb.Platform_LoadBalancer does not let Cloudflare in; do not proxy it',
    ]);
  });

  test('mutual TLS switched off', () => {
    const problems = problemsAfter((changed) => {
      const { body } = first(changed, 'aws_lb_listener', (name) => /^Web_.*Https/.test(name));
      body.mutual_authentication = { mode: 'off' };
    });
    const sentence = (host: string) =>
      `${host}: indonesia-staging-edge/aws_lb_listener.Web_LoadBalancer_Listeners_Https does not verify client certificates; any customer of Cloudflare's would get in`;
    expect(problems).toEqual([sentence('api.smile.example'), sentence('app.smile.example')]);
  });

  test("another load balancer's targets", () => {
    const problems = problemsAfter((changed) => {
      const platform = first(changed, 'aws_lb_listener_rule', (name) => name.startsWith('Platform_')).body;
      const web = first(changed, 'aws_lb_listener_rule', (name) => name.startsWith('Web_')).body;
      web.action = platform.action;
    });
    expect(problems).toHaveLength(3);
    expect(problems).toContain(
      'app.smile.example: indonesia-staging-edge/aws_lb_target_group.Platform_Targets is behind indonesia-staging-edge/aws_lb.Platform_LoadBalancer and indonesia-staging-edge/aws_lb.Web_LoadBalancer; AWS takes one, so indonesia-staging-edge/aws_lb.Web_LoadBalancer needs its own',
    );
  });
});
