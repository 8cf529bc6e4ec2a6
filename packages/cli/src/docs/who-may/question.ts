/** Roles that are asked in full. */
export const ROLES = ['plan', 'apply', 'break-glass', 'operator'] as const;
export type AskedRole = (typeof ROLES)[number];

/** One call to AWS, and which of the four roles of production may make it. */
export interface Question {
  /** As in `iam:CreateRole`. */
  readonly action: string;
  /** ARN, or `*` for an action without a resource. */
  readonly resource: string;
  /** Condition keys of the call. @default - none that a policy asks for */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  /** What differs from the row before, in a few words. @default - the action says it */
  readonly note?: string;
  /** The roles that may; all others may not. */
  readonly may: readonly AskedRole[];
}

/** Questions with one reason and one source. */
export interface Topic {
  readonly title: string;
  /** Why the verdicts are as they are. */
  readonly why: string;
  /** Where the way up or out is described. */
  readonly source: string;
  readonly questions: readonly Question[];
}

/** Production's account and region, in which the questions are asked. */
export const ACCOUNT = '111111111111';
const REGION = 'ap-southeast-3';

const iam = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;

/** What the questions are about. */
export const THINGS = {
  /** A role that the estate makes, with its boundary. */
  ownRole: iam('role/smile-prd-clusters-application-node-role'),
  /** A role of the name that ours have, made by hand without a boundary. */
  stray: iam('role/smile-prd-by-hand'),
  /** A role that Organizations makes in every member account, without a boundary. */
  foreignRole: iam('role/OrganizationAccountAccessRole'),
  planRole: iam('role/smile-prd-plan'),
  applyRole: iam('role/smile-prd-apply'),
  breakGlassRole: iam('role/smile-prd-break-glass'),
  crossingRole: iam('role/smile-prd-deploy-shared'),
  boundary: iam('policy/smile-prd-boundary'),
  breakGlassBoundary: iam('policy/smile-prd-break-glass-boundary'),
  ownPolicy: iam('policy/smile-prd-images'),
  foreignPolicy: iam('policy/legacy-admin'),
  administrator: 'arn:aws:iam::aws:policy/AdministratorAccess',
  user: iam('user/break-glass-1'),
  group: iam('group/administrators'),
  mfa: iam('mfa/break-glass-1'),
  saml: iam('saml-provider/staff'),
  foreignIssuer: iam('oidc-provider/token.actions.githubusercontent.com'),
  clusterIssuer: iam(`oidc-provider/oidc.eks.${REGION}.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF`),
  states: `arn:aws:s3:::smile-prd-terraform-state-${ACCOUNT}`,
  audit: `arn:aws:s3:::smile-prd-audit-${ACCOUNT}`,
  transcripts: `arn:aws:s3:::smile-prd-sessions-${ACCOUNT}`,
  data: `arn:aws:s3:::smile-prd-application-data-${ACCOUNT}`,
  cluster: `arn:aws:eks:${REGION}:${ACCOUNT}:cluster/smile-prd-app`,
  topic: `arn:aws:sns:${REGION}:${ACCOUNT}:smile-alarms`,
} as const;

/** ARN of a thing in production's account and region, as in `logs` and `log-group:x`. */
export function regional(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
}
