import { blocksAt, type JsonObject, type Resource, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { applicationBalancers } from './load-balancers.ts';

/** Groups of AWS that block what no application asks for: common attacks, known bad inputs, SQL injection. */
const BLOCKING = ['AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesSQLiRuleSet'];

/** Every load balancer behind a web ACL that blocks attacks and floods, and keeps a log. */
export function hasWebAcls(one: EnvironmentExamination): void {
  const acls = one.ofType('aws_wafv2_web_acl');
  one.some('web ACL', acls);
  for (const balancer of applicationBalancers(one)) {
    const association = one.one(
      `web ACL of ${balancer.values.name}`,
      one.referrers(balancer, 'aws_wafv2_web_acl_association', 'resource_arn'),
    );
    if (association !== undefined) one.refers(association, 'web_acl_arn', 'aws_wafv2_web_acl');
  }
  for (const acl of acls) {
    for (const group of BLOCKING) isEnforced(one, acl, group);
    limitsRates(one, acl);
    one.one(`log of ${acl.address}`, one.referrers(acl, 'aws_wafv2_web_acl_logging_configuration', 'resource_arn'));
  }
}

/** The service of a code host takes pushes of source code, so its own edge may count instead of blocking; ours blocks. */
function isEnforced(one: EnvironmentExamination, acl: Resource, group: string): void {
  const rule = blocksAt(acl.values, 'rule').find(
    (candidate) => valueAt(candidate, 'statement.managed_rule_group_statement.name') === group,
  );
  const isOn = rule !== undefined && isSet(rule, 'override_action.none');
  one.holds(acl, `${group}, blocking`, rule === undefined ? 'none' : isOn ? 'blocking' : 'counting', isOn);
}

function limitsRates(one: EnvironmentExamination, acl: Resource): void {
  const limits = blocksAt(acl.values, 'rule').filter(
    (rule) =>
      isSet(rule, 'statement.rate_based_statement') &&
      // One that looks at sign-ins only leaves every other request unlimited.
      !isSet(rule, 'statement.rate_based_statement.scope_down_statement') &&
      isSet(rule, 'action.block'),
  );
  one.holds(acl, 'a limit to the requests of one client', `${limits.length}`, limits.length > 0);
}

/** Whether a block is there: an empty object in code, a list of one in a plan or a state, an empty list when it is not. */
function isSet(rule: JsonObject, path: string): boolean {
  return blocksAt(rule, path).length > 0;
}
