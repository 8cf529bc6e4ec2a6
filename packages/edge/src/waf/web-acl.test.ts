import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { CloudwatchLogResourcePolicy } from '@cdktf/provider-aws/lib/cloudwatch-log-resource-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { balancedStackFor } from '../load-balancers/fixtures.ts';
import { LoadBalancer } from '../load-balancers/load-balancer.ts';
import { OperatorPrefixList } from '../load-balancers/operator-prefix-list.ts';
import { capacityProblems } from './capacity.ts';
import { MANAGED_RULES } from './managed-groups.ts';
import { planRules } from './rules.ts';
import { WebAcl, type WebAclProps } from './web-acl.ts';

const stackWith = (props: Partial<WebAclProps> = {}) =>
  balancedStackFor((stack, { logsKey }) => {
    new WebAcl(stack, 'Public', { name: 'public', client: 'cloudflare', logsKey, ...props });
  });

const stack = stackWith();

type Rule = Readonly<Record<string, unknown>> & { readonly name: string; readonly priority: number };

interface GroupStatement {
  readonly rule_action_override: readonly { readonly name: string }[];
}

const rulesOf = (props: Partial<WebAclProps> = {}) => resourcesOf(stackWith(props), Wafv2WebAcl)[0]?.rule as Rule[];
const ruleOf = (name: string, props: Partial<WebAclProps> = {}) => rulesOf(props).find((rule) => rule.name === name);

const CHOICES = {
  client: 'cloudflare',
  requestsPerClient: 2000,
  inspection: 'applications',
  signIn: { containing: ['/login', '/token'], triesPerClient: 100 },
  countOnly: [],
  countries: ['ID'],
  largeBodies: { onlyBelow: ['/uploads/', '/sync/'] },
} as const;

describe('a web ACL (EDG-WAF)', () => {
  test('defaults: everybody may ask, 2000 times in five minutes, through the groups of AWS', () => {
    expect(stack).toHaveResource(Wafv2WebAcl, { scope: 'REGIONAL', default_action: { allow: {} } });
    expect(rulesOf().map(({ name, priority }) => [priority, name])).toEqual([
      [20, 'RateOfOneClient'],
      [30, 'IpReputation'],
      [40, 'Common'],
      [60, 'KnownBadInputs'],
      [70, 'Sqli'],
    ]);
    expect(ruleOf('RateOfOneClient')).toMatchObject({
      action: { block: {} },
      statement: { rate_based_statement: { limit: 2000 } },
    });
    expect(stack).toHaveResource(CloudwatchLogGroup, { retention_in_days: 90 });
  });

  test('counts by the address that Cloudflare forwards, or by who connects where nothing is in front', () => {
    expect(ruleOf('RateOfOneClient')?.statement).toEqual({
      rate_based_statement: {
        limit: 2000,
        evaluation_window_sec: 300,
        aggregate_key_type: 'FORWARDED_IP',
        forwarded_ip_config: { header_name: 'CF-Connecting-IP', fallback_behavior: 'MATCH' },
      },
    });
    expect(ruleOf('RateOfOneClient', { client: 'source' })?.statement).toEqual({
      rate_based_statement: { limit: 2000, evaluation_window_sec: 300, aggregate_key_type: 'IP' },
    });
  });

  test('only counts the reputation of addresses behind Cloudflare, whose own they are', () => {
    expect(ruleOf('IpReputation')?.override_action).toEqual({ count: {} });
    expect(ruleOf('IpReputation', { client: 'source' })?.override_action).toEqual({ none: {} });
  });

  test('lets uploads through: a body above 8 KB is counted, never blocked by its size', () => {
    const counted = [{ name: 'SizeRestrictions_BODY', action_to_use: { count: {} } }];
    expect(ruleOf('Common')).toMatchObject({
      override_action: { none: {} },
      statement: { managed_rule_group_statement: { rule_action_override: counted } },
    });
    expect(ruleOf('Sqli')?.statement).toMatchObject({ managed_rule_group_statement: { rule_action_override: [] } });
  });

  test('counts other rules instead, each in its own group', () => {
    const props = { countOnly: ['CrossSiteScripting_BODY', 'SQLi_BODY'] } as const;
    const countedBy = (name: string) => {
      const rule = ruleOf(name, props) as { statement: { managed_rule_group_statement: GroupStatement } } | undefined;
      return rule?.statement.managed_rule_group_statement.rule_action_override.map((override) => override.name);
    };
    expect(countedBy('Common')).toEqual(['SizeRestrictions_BODY', 'CrossSiteScripting_BODY']);
    expect(countedBy('Sqli')).toEqual(['SQLi_BODY']);
    expect(countedBy('KnownBadInputs')).toEqual([]);
  });

  test('may hold large bodies to some paths', () => {
    const largeBodies = { onlyBelow: ['/uploads/'] };
    expect(ruleOf('LargeBodyElsewhere', { largeBodies })).toMatchObject({
      priority: 50,
      action: { block: {} },
      statement: {
        and_statement: {
          statement: [
            {
              label_match_statement: {
                scope: 'LABEL',
                key: 'awswaf:managed:aws:core-rule-set:SizeRestrictions_Body',
              },
            },
            { not_statement: { statement: [{ byte_match_statement: { search_string: '/uploads/' } }] } },
          ],
        },
      },
    });
  });

  test('may take requests of some countries only, a client with an unreadable address among none of them', () => {
    expect(ruleOf('OtherCountries', { countries: ['ID'] })).toMatchObject({
      priority: 10,
      action: { block: {} },
      statement: {
        not_statement: {
          statement: [
            {
              geo_match_statement: {
                country_codes: ['ID'],
                forwarded_ip_config: { header_name: 'CF-Connecting-IP', fallback_behavior: 'NO_MATCH' },
              },
            },
          ],
        },
      },
    });
  });

  test('may give those who sign in fewer tries', () => {
    const signIn = { containing: ['/login', '/token'], triesPerClient: 100 };
    expect(ruleOf('RateOfSignIn', { signIn })).toMatchObject({
      priority: 25,
      statement: {
        rate_based_statement: {
          limit: 100,
          scope_down_statement: {
            or_statement: {
              statement: [
                { byte_match_statement: { search_string: '/login' } },
                { byte_match_statement: { search_string: '/token' } },
              ],
            },
          },
        },
      },
    });
  });
});

describe('what only counts, by what requests carry', () => {
  /** Names of managed rules that block, of all groups. */
  const blocking = (inspection: 'applications' | 'consoles' | 'code') => {
    const names = rulesOf({ inspection }).flatMap(({ statement }) =>
      [Object(statement).managed_rule_group_statement as GroupStatement | undefined].flatMap(
        (group) => group?.rule_action_override.map(({ name }) => name) ?? [],
      ),
    );
    return MANAGED_RULES.filter((name) => !names.includes(name) && !name.startsWith('AWSManaged'));
  };

  test('applications: bodies are inspected, but for their size', () => {
    expect(blocking('applications')).toContain('SQLi_BODY');
    expect(blocking('applications')).not.toContain('SizeRestrictions_BODY');
  });

  // SQL of ClickHouse comes in the body and in `query`: clickhouse.com/docs/interfaces/http. Grafana posts queries to
  // /api/ds/query; Keycloak's administration takes http://localhost as an address to return to.
  test('consoles: nothing blocks what people write, headers and cookies are still inspected', () => {
    expect(blocking('consoles').filter((name) => /_(BODY|QUERYARGUMENTS|QUERYSTRING)$/.test(name))).toEqual([]);
    expect(blocking('consoles')).toEqual(
      expect.arrayContaining(['SQLi_COOKIE', 'Log4JRCE_HEADER', 'GenericLFI_URIPATH', 'UserAgent_BadBots_HEADER']),
    );
  });

  test('code: nor the path of a file, such as WEB-INF/web.xml', () => {
    expect(blocking('code').filter((name) => name.endsWith('_URIPATH'))).toEqual([]);
    expect(blocking('code')).toEqual(expect.arrayContaining(['SQLi_COOKIE', 'Log4JRCE_HEADER', 'NoUserAgent_HEADER']));
  });
});

describe('its rules', () => {
  test('have priorities of their own, which stay the same whatever else is switched on (P76)', () => {
    const all = planRules(CHOICES).map(({ name, priority }) => [name, priority] as const);
    expect(new Set(all.map(([, priority]) => priority)).size).toBe(all.length);
    expect(all.length).toBe(8);
    for (const { name, priority } of rulesOf()) expect(all).toContainEqual([name, priority]);
  });

  test('fit into the capacity that the price covers', () => {
    expect(capacityProblems(planRules(CHOICES))).toEqual([]);
    const many = Array.from({ length: 20 }, (_, index) => `/uploads/${index}/`);
    expect(() => stackWith({ largeBodies: { onlyBelow: many } })).toFailWith(
      'indonesia-staging-edge/Public: the rules use 1568 capacity units (RateOfOneClient 2, IpReputation 25, Common 700, LargeBodyElsewhere 441, KnownBadInputs 200, Sqli 200), a web ACL has 1500; leave out a group or an exception',
    );
  });
});

describe('its life', () => {
  test('a replacement is made under a new name before the old one goes (P77)', () => {
    expect(stack).toHaveResource(Wafv2WebAcl, {
      name_prefix: 'smile-uat-public-',
      lifecycle: { create_before_destroy: true },
    });
    expect(resourcesOf(stack, Wafv2WebAcl)[0]?.name).toBeUndefined();
  });

  test('the association is destroyed before it is made anew, or the load balancer would end up without one', () => {
    const associated = balancedStackFor((scope, { vpc, logs, logsKey, certificateArn }) => {
      const from = new OperatorPrefixList(scope, 'Operators', { cidrs: ['203.0.113.0/24'] }).lists;
      const admits = { of: 'operators', from } as const;
      const acl = new WebAcl(scope, 'OperatorsWebAcl', { name: 'operators', client: 'source', logsKey });
      acl.protect(new LoadBalancer(scope, 'Web', { vpc, logs, certificateArn, name: 'web', admits }));
    });
    expect(associated).toReference(Wafv2WebAclAssociation, 'web_acl_arn', Wafv2WebAcl);
    expect(associated).toReference(Wafv2WebAclAssociation, 'resource_arn', Lb);
    expect(resourcesOf(associated, Wafv2WebAclAssociation)[0]?.lifecycle).toBeUndefined();
  });
});

describe('its log', () => {
  test('has the start of a name that AWS asks for, and our key', () => {
    expect(stack).toHaveResource(CloudwatchLogGroup, { name: 'aws-waf-logs-smile-uat-public' });
    expect(stack).toReference(CloudwatchLogGroup, 'kms_key_id', KmsKey);
    expect(stack).toReference(Wafv2WebAclLoggingConfiguration, 'log_destination_configs[0]', CloudwatchLogGroup);
    expect(stackWith({ logRetention: '30 days' })).toHaveResource(CloudwatchLogGroup, { retention_in_days: 30 });
  });

  test('holds no credential, and only what was blocked or counted', () => {
    expect(stack).toHaveResource(Wafv2WebAclLoggingConfiguration, {
      redacted_fields: [{ single_header: { name: 'authorization' } }, { single_header: { name: 'cookie' } }],
      logging_filter: {
        default_behavior: 'DROP',
        filter: [
          {
            behavior: 'KEEP',
            requirement: 'MEETS_ANY',
            condition: [
              { action_condition: { action: 'BLOCK' } },
              { action_condition: { action: 'COUNT' } },
              { action_condition: { action: 'EXCLUDED_AS_COUNT' } },
            ],
          },
        ],
      },
    });
  });

  test('and neither do the sampled requests, which the redaction of the log does not reach', () => {
    // "Field redaction in your logging configuration doesn't affect sampling": WAF API reference, VisibilityConfig.
    // What reaches every output is data protection of the ACL: WAF guide, "Data protection".
    expect(stack).toHaveResource(Wafv2WebAcl, {
      data_protection_config: {
        data_protection: [
          { action: 'SUBSTITUTION', field: { field_type: 'SINGLE_HEADER', field_keys: ['authorization', 'cookie'] } },
        ],
      },
    });
  });

  test('has no policy of ours: WAF writes the one that a group may have', () => {
    expect(stack).toHaveResourceCount(CloudwatchLogResourcePolicy, 0);
  });
});

test('refuses values that AWS refuses, all at once', () => {
  const props: Partial<WebAclProps> = {
    requestsPerClient: 5,
    countries: ['Indonesia'],
    countOnly: ['SizeRestriction_BODY', 'Nonsense'],
    signIn: { containing: ['login'], triesPerClient: 1 },
    largeBodies: { onlyBelow: [] },
  };
  expect(() => stackWith(props)).toFailWith(
    [
      'indonesia-staging-edge/Public: 7 problems',
      '  - requestsPerClient: expected a whole number from 10, got 5; WAF counts over five minutes',
      '  - signIn.triesPerClient: expected a whole number from 10, got 1; WAF counts over five minutes',
      '  - signIn.containing: expected the start of a path, got "login"; begin with /',
      '  - countries: expected a code of two capitals, got "Indonesia"; write ID',
      '  - countOnly: no managed rule is called "SizeRestriction_BODY"; did you mean SizeRestrictions_BODY?',
      '  - countOnly: no managed rule is called "Nonsense"; copy it from managed-groups.ts',
      '  - largeBodies.onlyBelow: expected at least one path, got none; leave the setting out instead',
    ].join('\n'),
  );
});
