import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { EstateStack, originPullBucketName, planBucketName, stageWord, waive } from '@smile/core';
import { Construct } from 'constructs';
import type { BoundaryPolicies } from './boundary-policies.ts';
import { CrossingRole } from './crossing-role.ts';
import { peopleTrust } from './people-trust.ts';
import { pipelineTrust } from './pipeline-trust.ts';
import { type DeploymentRole, deploymentRoleName } from './role-names.ts';
import type { StateBackend } from './state-backend.ts';

export interface DeploymentRolesProps {
  readonly state: StateBackend;
  readonly boundaries: BoundaryPolicies;
}

const MANAGED = {
  readOnly: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
  administrator: 'arn:aws:iam::aws:policy/AdministratorAccess',
};

/** Sessions end after an hour, in seconds: the least that AWS offers. */
const SHORT_SESSION_SECONDS = 3600;

/** An apply may replace a cluster or a database, which takes hours: four, in seconds. */
const APPLY_SESSION_SECONDS = 4 * 3600;

/** A person who starts an environment, or repairs one without Jenkins, applies several stacks: four hours, in seconds. */
const BREAK_GLASS_SESSION_SECONDS = 4 * 3600;

/**
 * Reading that a plan never needs, and that `ReadOnlyAccess` would allow: what is in data stores, queues, secrets, logs,
 * transcripts and images, and what live requests hold. By the start of the name, so that the next way to read a log is
 * denied with those of today.
 */
const DATA_READS = [
  'athena:GetQueryResults*',
  'cloudtrail:*Query*',
  'codeartifact:Get*Token',
  'dynamodb:*Item',
  'dynamodb:*Query',
  'dynamodb:*Records',
  'dynamodb:*Scan',
  'dynamodb:*Select',
  'ec2:GetConsole*',
  'ec2:GetPasswordData',
  'ecr:BatchGetImage',
  'ecr:Get*Token',
  'ecr:GetDownloadUrl*',
  'kinesis:Get*Records',
  'kinesis:GetShardIterator',
  'logs:*Query*',
  'logs:Filter*',
  'logs:GetLogEvents',
  'logs:GetLogGroupFields',
  'logs:GetLogObject',
  'logs:GetLogRecord',
  'logs:Start*',
  'logs:Unmask',
  'rds:Download*',
  's3-object-lambda:*',
  'secretsmanager:*Value*',
  'sqs:Receive*',
  'ssm:*CommandInvocation*',
  'ssm:GetParameterHistory',
  'sts:GetFederationToken',
  'wafv2:GetSampledRequests',
];

/**
 * Who deploys: `plan` reads, `apply` changes, `break-glass` is for emergencies and for the first day (ACC-IAM).
 *
 * Pods of Jenkins take on the first two, through EKS Pod Identity of the deployer's application cluster. Trust policies
 * name the cluster, the namespace and the service account as texts, so nothing must exist before this stack, and no name
 * server, certificate or pipeline of another environment leads to a role. People take on break-glass, with MFA.
 */
export class DeploymentRoles extends Construct {
  constructor(scope: Construct, id: string, props: DeploymentRolesProps) {
    super(scope, id);
    this.createPlan(props);
    this.createApply(props);
    this.createBreakGlass(props);
    for (const guest of this.environment.deployment.alsoDeploys ?? []) {
      new CrossingRole(this, `Deploys${stageWord(guest.stage)}`, { guest, boundary: props.boundaries.everyRole });
    }
  }

  private createPlan({ state, boundaries }: DeploymentRolesProps): void {
    const trust = this.trustPipeline('PlanTrust', 'plan');
    const role = this.createRole(
      'Plan',
      'plan',
      'Plans changes: reads, and locks states',
      trust,
      boundaries.everyRole.arn,
    );
    this.attach('PlanReads', role, MANAGED.readOnly);
    const states = `${state.bucket.bucketArn}/${this.environment.id}/*`;
    // Objects that Terraform itself keeps, and so reads at every plan. Public certificates.
    const authorities = `arn:aws:s3:::${originPullBucketName(this.environment)}/*`;
    const saved = `arn:aws:s3:::${planBucketName(this.environment.namePrefix, this.environment.account.id)}/*`;
    const document = new DataAwsIamPolicyDocument(this, 'PlanStatements', {
      statement: [
        { sid: 'ListStates', actions: ['s3:ListBucket'], resources: [state.bucket.bucketArn] },
        { sid: 'ReadStates', actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [states] },
        { sid: 'LockStates', actions: ['s3:PutObject', 's3:DeleteObject'], resources: [`${states}.tflock`] },
        { sid: 'PutPlans', actions: ['s3:PutObject'], resources: [saved] },
        { sid: 'DecryptStates', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [state.key.keyArn] },
        { sid: 'DenyReadingData', effect: 'Deny', actions: DATA_READS, resources: ['*'] },
        { sid: 'DenyReadingObjects', effect: 'Deny', actions: ['s3:GetObject*'], notResources: [states, authorities] },
      ],
    });
    new IamRolePolicy(this, 'PlanPolicy', { role: role.name, name: 'states', policy: document.json });
  }

  private createApply({ boundaries }: DeploymentRolesProps): void {
    const trust = this.trustPipeline('ApplyTrust', 'apply');
    const role = this.createRole(
      'Apply',
      'apply',
      'Applies reviewed plans',
      trust,
      boundaries.everyRole.arn,
      APPLY_SESSION_SECONDS,
    );
    this.administer(
      'ApplyAdministers',
      role,
      'an apply creates whatever the estate has; only pods that apply approved plans take the role on, and the boundary limits it',
    );
  }

  private createBreakGlass({ boundaries }: DeploymentRolesProps): void {
    const trust = peopleTrust(this, 'BreakGlassTrust', {
      people: this.environment.deployment.breakGlassPrincipals,
      mfaWithinSeconds: SHORT_SESSION_SECONDS,
    });
    const role = this.createRole(
      'BreakGlass',
      'break-glass',
      'The first day and emergencies; every use is investigated',
      trust,
      boundaries.breakGlass.arn,
      BREAK_GLASS_SESSION_SECONDS,
    );
    this.administer(
      'BreakGlassAdministers',
      role,
      'nobody knows beforehand what an emergency needs; a person with MFA takes it on, every use rings an alarm, and the boundary limits it',
    );
  }

  private trustPipeline(id: string, role: 'plan' | 'apply'): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, id, { statement: [pipelineTrust(this.environment, role)] });
  }

  private createRole(
    id: string,
    name: DeploymentRole,
    description: string,
    trust: DataAwsIamPolicyDocument,
    permissionsBoundary: string,
    maxSessionDuration: number = SHORT_SESSION_SECONDS,
  ): IamRole {
    return new IamRole(this, id, {
      name: deploymentRoleName(this.environment, name),
      description,
      assumeRolePolicy: trust.json,
      maxSessionDuration,
      permissionsBoundary,
      lifecycle: { preventDestroy: true },
    });
  }

  private attach(id: string, role: IamRole, policyArn: string): IamRolePolicyAttachment {
    return new IamRolePolicyAttachment(this, id, { role: role.name, policyArn });
  }

  private administer(id: string, role: IamRole, reason: string): void {
    const attachment = this.attach(id, role, MANAGED.administrator);
    waive(attachment, { rule: 'CKV_AWS_274', reason, owner: 'platform', expires: '2027-11-30' });
  }

  private get environment() {
    return EstateStack.ofConstruct(this).environment;
  }
}
