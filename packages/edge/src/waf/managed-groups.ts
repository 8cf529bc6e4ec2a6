/** What is known of the groups that AWS keeps: what they cost in capacity, and which rules can be counted instead. */
const GROUPS = {
  AWSManagedRulesCommonRuleSet: {
    capacity: 700,
    rules: [
      'NoUserAgent_HEADER',
      'UserAgent_BadBots_HEADER',
      'SizeRestrictions_QUERYSTRING',
      'SizeRestrictions_Cookie_HEADER',
      'SizeRestrictions_BODY',
      'SizeRestrictions_URIPATH',
      'EC2MetaDataSSRF_BODY',
      'EC2MetaDataSSRF_COOKIE',
      'EC2MetaDataSSRF_URIPATH',
      'EC2MetaDataSSRF_QUERYARGUMENTS',
      'GenericLFI_QUERYARGUMENTS',
      'GenericLFI_URIPATH',
      'GenericLFI_BODY',
      'RestrictedExtensions_URIPATH',
      'RestrictedExtensions_QUERYARGUMENTS',
      'GenericRFI_QUERYARGUMENTS',
      'GenericRFI_BODY',
      'GenericRFI_URIPATH',
      'CrossSiteScripting_COOKIE',
      'CrossSiteScripting_QUERYARGUMENTS',
      'CrossSiteScripting_BODY',
      'CrossSiteScripting_URIPATH',
    ],
  },
  AWSManagedRulesKnownBadInputsRuleSet: {
    capacity: 200,
    rules: [
      'JavaDeserializationRCE_HEADER',
      'JavaDeserializationRCE_BODY',
      'JavaDeserializationRCE_URIPATH',
      'JavaDeserializationRCE_QUERYSTRING',
      'Host_localhost_HEADER',
      'PROPFIND_METHOD',
      'ExploitablePaths_URIPATH',
      'Log4JRCE_HEADER',
      'Log4JRCE_QUERYSTRING',
      'Log4JRCE_BODY',
      'Log4JRCE_URIPATH',
    ],
  },
  AWSManagedRulesSQLiRuleSet: {
    capacity: 200,
    rules: [
      'SQLi_QUERYARGUMENTS',
      'SQLiExtendedPatterns_QUERYARGUMENTS',
      'SQLi_BODY',
      'SQLiExtendedPatterns_BODY',
      'SQLi_COOKIE',
    ],
  },
  AWSManagedRulesAmazonIpReputationList: {
    capacity: 25,
    rules: ['AWSManagedIPReputationList', 'AWSManagedReconnaissanceList', 'AWSManagedIPDDoSList'],
  },
} as const;

/** Name of a group of AWS that we use. */
export type ManagedGroup = keyof typeof GROUPS;

/** Name of a rule in a group. WAF takes any text for it, and a misspelt one changes nothing without a word. */
export type ManagedRule<Group extends ManagedGroup = ManagedGroup> = Group extends ManagedGroup
  ? (typeof GROUPS)[Group]['rules'][number]
  : never;

/**
 * Capacity units of a group. Common, SQLi and reputation are documented; of known bad inputs AWS's console shows 200.
 *
 * Source: WAF guide, "AWS Managed Rules rule groups list".
 */
export function capacityOfGroup(group: ManagedGroup): number {
  return GROUPS[group].capacity;
}

/** The rules of a group, in AWS's order. */
export function rulesOfGroup<Group extends ManagedGroup>(group: Group): readonly ManagedRule<Group>[] {
  return GROUPS[group].rules as readonly ManagedRule[] as readonly ManagedRule<Group>[];
}

/** Rules of all groups. */
export const MANAGED_RULES: readonly ManagedRule[] = Object.values(GROUPS).flatMap(({ rules }) => [...rules]);

/** Whether some group has a rule of this name. WAF itself does not say so: an override of no rule changes nothing. */
export function isManagedRule(name: string): name is ManagedRule {
  return (MANAGED_RULES as readonly string[]).includes(name);
}
