import { describe, expect, test } from 'vitest';
import { Inventory } from './inventory.ts';
import { type Connection, Reachability } from './reachability.ts';
import type { Peer } from './security-group-rules.ts';

const peer = (one: Peer) => (one.kind === 'group' ? one.resource.address : one.kind === 'block' ? one.cidr : one.kind);
const told = ({ from, to, ports, verdict }: Connection) => `${peer(from)} → ${peer(to)} ${ports.from} ${verdict}`;
const connectionsOf = (inventory: Inventory) => new Reachability(inventory).connections.map(told);

const PROVIDER = 'provider["registry.terraform.io/hashicorp/aws"]';
const instance = (type: string, name: string, attributes: object, more: object = {}) => {
  const { module, dependencies } = more as { module?: string; dependencies?: string[] };
  return {
    ...(module === undefined ? {} : { module }),
    mode: 'managed',
    type,
    name,
    provider: PROVIDER,
    instances: [{ attributes, ...(dependencies === undefined ? {} : { dependencies }) }],
  };
};
const stateOf = (...resources: object[]) =>
  Inventory.fromState({ stack: 's', json: { version: 4, serial: 1, resources } });

/** Identifiers as EC2 gives them: a prefix and 17 hexadecimal digits. */
const [APP, DB] = ['sg-0aaaaaaaaaaaaaaaa', 'sg-0bbbbbbbbbbbbbbbb'];
const RULE = {
  security_group_id: DB,
  referenced_security_group_id: APP,
  ip_protocol: 'tcp',
  from_port: 3306,
  to_port: 3306,
};
const SENDS = {
  security_group_id: APP,
  referenced_security_group_id: DB,
  ip_protocol: 'tcp',
  from_port: 3306,
  to_port: 3306,
};

describe('who reaches whom in a state with modules', () => {
  test('follows dependencies into modules, since "nobody" would be a wrong all-clear', () => {
    const inside = {
      module: 'module.db',
      dependencies: ['module.app.aws_security_group.this', 'module.db.aws_security_group.this'],
    };
    const inventory = stateOf(
      instance('aws_security_group', 'this', { id: APP }, { module: 'module.app' }),
      instance('aws_security_group', 'this', { id: DB }, { module: 'module.db' }),
      instance('aws_vpc_security_group_ingress_rule', 'from_app', RULE, inside),
      instance('aws_vpc_security_group_egress_rule', 'to_db', SENDS, { ...inside, module: 'module.app' }),
    );
    expect(connectionsOf(inventory)).toEqual([
      'module.app.aws_security_group.this → module.db.aws_security_group.this 3306 open',
    ]);
  });

  test('follows identifiers of what was imported, which has no dependencies', () => {
    const inventory = stateOf(
      instance('aws_security_group', 'app', { id: APP }),
      instance('aws_security_group', 'db', { id: DB }),
      instance('aws_vpc_security_group_ingress_rule', 'from_app', RULE),
      instance('aws_vpc_security_group_egress_rule', 'to_db', SENDS),
    );
    expect(connectionsOf(inventory)).toEqual(['aws_security_group.app → aws_security_group.db 3306 open']);
  });

  test('does not say twice what a group lists of its separate rules', () => {
    const listed = {
      protocol: 'tcp',
      from_port: 443,
      to_port: 443,
      cidr_blocks: ['10.0.0.0/16'],
      description: 'x',
      self: false,
    };
    const separate = {
      security_group_id: DB,
      cidr_ipv4: '10.0.0.0/16',
      ip_protocol: 'tcp',
      from_port: 443,
      to_port: 443,
    };
    const inventory = stateOf(
      instance('aws_security_group', 'db', { id: DB, ingress: [listed], egress: [] }),
      instance('aws_vpc_security_group_ingress_rule', 'https', separate, { dependencies: ['aws_security_group.db'] }),
    );
    expect(connectionsOf(inventory)).toEqual(['10.0.0.0/16 → aws_security_group.db 443 open']);
  });
});

test('a plan leads identifiers that the configuration writes out to the groups that have them', () => {
  const change = (type: string, name: string, values: object) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: ['no-op'], before: values, after: values, after_unknown: {} },
  });
  const configured = (type: string, name: string, values: object) => ({
    address: `${type}.${name}`,
    mode: 'managed',
    type,
    name,
    provider_config_key: 'aws',
    expressions: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { constant_value: value }])),
  });
  const inventory = Inventory.fromPlan({
    stack: 's',
    json: {
      format_version: '1.2',
      resource_changes: [
        change('aws_security_group', 'app', { id: APP }),
        change('aws_security_group', 'db', { id: DB }),
        change('aws_vpc_security_group_ingress_rule', 'from_app', RULE),
        change('aws_vpc_security_group_egress_rule', 'to_db', SENDS),
        // What AWS fills in refers to nothing.
        change('aws_lb_target_group', 'web', { vpc_id: 'vpc-1', load_balancer_arns: [DB] }),
      ],
      configuration: {
        root_module: {
          resources: [
            configured('aws_security_group', 'app', {}),
            configured('aws_security_group', 'db', {}),
            configured('aws_vpc_security_group_ingress_rule', 'from_app', RULE),
            configured('aws_vpc_security_group_egress_rule', 'to_db', SENDS),
            configured('aws_lb_target_group', 'web', { vpc_id: 'vpc-1' }),
          ],
        },
      },
    },
  });
  expect(connectionsOf(inventory)).toEqual(['aws_security_group.app → aws_security_group.db 3306 open']);
  expect(inventory.references({ stack: 's', address: 'aws_lb_target_group.web' })).toEqual([]);
});
