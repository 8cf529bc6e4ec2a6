import { Wafv2WebAcl, type Wafv2WebAclRule } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration';
import { closest, type Days, type EncryptionKey, LogGroup, NAME_LIMITS, physicalName, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { EdgeLoadBalancer } from '../edge-load-balancer.ts';
import { capacityProblems } from './capacity.ts';
import { isManagedRule, MANAGED_RULES } from './managed-groups.ts';
import {
  type Inspection,
  type LargeBodies,
  planRules,
  type RuleChoices,
  type SignIn,
  type WebAclRule,
} from './rules.ts';
import { type ClientAddress, renderStatement } from './statement.ts';

export interface WebAclProps {
  /** Words of the names after the environment's prefix, as in `public`. */
  readonly name: string;
  /** Whose address counts as the client's: `cloudflare` only where nobody else gets in. */
  readonly client: ClientAddress;
  /** Key that encrypts the log, and that `allowLogs` was called on. */
  readonly logsKey: EncryptionKey;
  /** How long blocked and counted requests are kept. @default '90 days' */
  readonly logRetention?: Days;
  /** Requests that one client may make in five minutes, from 10. Offices share an address. @default 2000 */
  readonly requestsPerClient?: number;
  /** What requests carry; managed rules only count in parts that cannot be told from attacks. @default 'applications' */
  readonly inspection?: Inspection;
  /** Where people sign in, which takes fewer tries than other requests. @default - signing in is a request like any */
  readonly signIn?: SignIn;
  /** Managed rules that are counted and logged but block nothing, besides `SizeRestrictions_BODY`. @default - none */
  readonly countOnly?: readonly string[];
  /** Countries, as in `ID`, from which requests are taken. @default - all */
  readonly countries?: readonly string[];
  /** Where bodies above 8 KB may be sent. @default 'anywhere' */
  readonly largeBodies?: 'anywhere' | LargeBodies;
}

/** AWS takes no other start for the name of a group that WAF logs to. */
const LOG_GROUP_PREFIX = 'aws-waf-logs-';

/** What would be a credential in a log or in a sample. */
const REDACTED_HEADERS = ['authorization', 'cookie'];

const FEWEST_REQUESTS = 10;

/**
 * A firewall that reads requests (EDG-WAF): rate per client, AWS's managed groups, and the country if asked.
 *
 * - WAF reads the first 8 KB of a body at a load balancer, whatever is configured; `association_config` is for other
 *   services. What lies beyond is the application's to check.
 * - Its name has a generated ending, and the new one is made first: a name change replaces the ACL, and AWS deletes none
 *   that is in use (pitfall P77).
 * - Credentials are replaced before anything leaves WAF: redaction of the log alone leaves them in the sampled requests, which
 *   whoever may call `wafv2:GetSampledRequests` reads for three hours.
 * - WAF writes the policy that lets it log; a second one of ours would be refused.
 *
 * About USD 5 a month, 1 for each rule, and 0.60 for a million requests.
 */
export class WebAcl extends Construct {
  readonly webAclArn: string;
  /** As in `smile-prd-public`: the metric of the ACL in `AWS/WAFV2`. */
  readonly metricName: string;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const choices = resolve(this, props);
    const name = physicalName(this, { ...NAME_LIMITS.webAclPrefix, name: props.name });
    const rules = planRules(choices);
    throwIfAny(this, capacityProblems(rules));
    const acl = this.createAcl(name, rules);
    this.webAclArn = acl.arn;
    this.metricName = name;
    this.createLogging(name, props);
  }

  /**
   * Puts a load balancer behind the ACL. It can be behind one only.
   *
   * The association is not made before the old one is destroyed: AWS removes by load balancer, so destroying the old one
   * second would leave it without any.
   */
  protect(loadBalancer: EdgeLoadBalancer & Construct): void {
    new Wafv2WebAclAssociation(loadBalancer, 'WebAcl', {
      resourceArn: loadBalancer.loadBalancerArn,
      webAclArn: this.webAclArn,
    });
  }

  private createAcl(name: string, rules: readonly WebAclRule[]): Wafv2WebAcl {
    return new Wafv2WebAcl(this, 'Default', {
      namePrefix: `${name}-`,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rule: rules.map((rule) => rendered(rule, name)),
      // Reaches every output, sampled requests included, which `redacted_fields` of the log does not.
      // Source: WAF guide, "Data protection"; API reference, VisibilityConfig.
      dataProtectionConfig: {
        dataProtection: [
          { action: 'SUBSTITUTION', field: { fieldType: 'SINGLE_HEADER', fieldKeys: REDACTED_HEADERS } },
        ],
      },
      visibilityConfig: visibility(name),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Only what was blocked or counted: the load balancer's own log has the rest, and CloudWatch costs by the gigabyte. */
  private createLogging(name: string, { logsKey, logRetention }: WebAclProps): void {
    const group = new LogGroup(this, 'Log', {
      name: `${LOG_GROUP_PREFIX}${name}`,
      encryption: logsKey,
      retention: logRetention ?? '90 days',
      replaceableBecause: 'an ACL of another name has a log of its own',
    });
    const keep = (action: string) => ({ actionCondition: { action } });
    new Wafv2WebAclLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAclArn,
      logDestinationConfigs: [group.logGroupArn],
      loggingFilter: {
        defaultBehavior: 'DROP',
        filter: [
          { behavior: 'KEEP', requirement: 'MEETS_ANY', condition: ['BLOCK', 'COUNT', 'EXCLUDED_AS_COUNT'].map(keep) },
        ],
      },
      redactedFields: REDACTED_HEADERS.map((header) => ({ singleHeader: { name: header } })),
    });
  }
}

function resolve(acl: WebAcl, props: WebAclProps): RuleChoices {
  const requestsPerClient = props.requestsPerClient ?? 2000;
  const countries = props.countries ?? [];
  const countOnly = props.countOnly ?? [];
  const largeBodies = props.largeBodies ?? 'anywhere';
  throwIfAny(acl, [
    ...rateProblems('requestsPerClient', requestsPerClient),
    ...(props.signIn === undefined ? [] : rateProblems('signIn.triesPerClient', props.signIn.triesPerClient)),
    ...(props.signIn === undefined ? [] : pathProblems('signIn.containing', props.signIn.containing)),
    ...countries
      .filter((country) => !/^[A-Z]{2}$/.test(country))
      .map((country) => `countries: expected a code of two capitals, got ${JSON.stringify(country)}; write ID`),
    ...countOnly.filter((rule) => !isManagedRule(rule)).map(unknownRule),
    ...(largeBodies === 'anywhere' ? [] : pathProblems('largeBodies.onlyBelow', largeBodies.onlyBelow)),
  ]);
  const { client, signIn, inspection = 'applications' } = props;
  return {
    client,
    requestsPerClient,
    signIn,
    inspection,
    countOnly: countOnly.filter(isManagedRule),
    countries,
    largeBodies,
  };
}

function unknownRule(name: string): string {
  const guess = closest(name, MANAGED_RULES);
  const remedy = guess === undefined ? 'copy it from managed-groups.ts' : `did you mean ${guess}?`;
  return `countOnly: no managed rule is called ${JSON.stringify(name)}; ${remedy}`;
}

function rateProblems(at: string, rate: number): string[] {
  if (Number.isInteger(rate) && rate >= FEWEST_REQUESTS) return [];
  return [`${at}: expected a whole number from ${FEWEST_REQUESTS}, got ${rate}; WAF counts over five minutes`];
}

function pathProblems(at: string, paths: readonly string[]): string[] {
  if (paths.length === 0) return [`${at}: expected at least one path, got none; leave the setting out instead`];
  return paths
    .filter((path) => !path.startsWith('/'))
    .map((path) => `${at}: expected the start of a path, got ${JSON.stringify(path)}; begin with /`);
}

function rendered({ name, priority, action, statement }: WebAclRule, aclName: string): Wafv2WebAclRule {
  return {
    name,
    priority,
    ...ACTIONS[action],
    statement: renderStatement(statement),
    visibilityConfig: visibility(`${aclName}-${name}`),
  };
}

const ACTIONS = {
  block: { action: { block: {} } },
  group: { overrideAction: { none: {} } },
  'group-counts': { overrideAction: { count: {} } },
} as const;

function visibility(metricName: string) {
  return { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}
