import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { EstateStack, originPullBucketName } from '@smile/core';
import { Construct } from 'constructs';
import type { BoundaryPolicies } from './boundary-policies.ts';
import { JenkinsIdentity } from './jenkins-identity.ts';
import { peopleTrust } from './people-trust.ts';
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

/**
 * Reading that a plan never needs, and that `ReadOnlyAccess` would allow: the contents of data stores and secrets.
 */
const DATA_READS = [
  'athena:GetQueryResults',
  'dynamodb:BatchGetItem',
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'ecr:GetAuthorizationToken',
  'kinesis:GetRecords',
  'logs:GetLogEvents',
  'logs:FilterLogEvents',
  'secretsmanager:GetSecretValue',
  'sqs:ReceiveMessage',
  'ssm:GetParameterHistory',
];

/**
 * Who deploys: `plan` reads, `apply` changes, `break-glass` is for emergencies (ACC-IAM).
 *
 * Jenkins jobs take on the first two with a token. People take on break-glass, with MFA, for an hour at a time.
 */
export class DeploymentRoles extends Construct {
  constructor(scope: Construct, id: string, props: DeploymentRolesProps) {
    super(scope, id);
    const jenkins = new JenkinsIdentity(this, 'Jenkins');
    this.createPlan(jenkins, props);
    this.createApply(jenkins, props);
    this.createBreakGlass(props);
  }

  private createPlan(jenkins: JenkinsIdentity, { state, boundaries }: DeploymentRolesProps): void {
    const { planSubjects, applySubjects } = this.environment.deployment.jenkins;
    // A job that may apply plans first, with this role.
    const trust = jenkins.trustPolicy('PlanTrust', [...planSubjects, ...applySubjects]);
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
    const document = new DataAwsIamPolicyDocument(this, 'PlanStatements', {
      statement: [
        { sid: 'ListStates', actions: ['s3:ListBucket'], resources: [state.bucket.bucketArn] },
        { sid: 'ReadStates', actions: ['s3:GetObject', 's3:GetObjectVersion'], resources: [states] },
        { sid: 'LockStates', actions: ['s3:PutObject', 's3:DeleteObject'], resources: [`${states}.tflock`] },
        { sid: 'DecryptStates', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [state.key.keyArn] },
        { sid: 'DenyReadingData', effect: 'Deny', actions: DATA_READS, resources: ['*'] },
        { sid: 'DenyReadingObjects', effect: 'Deny', actions: ['s3:GetObject*'], notResources: [states, authorities] },
      ],
    });
    new IamRolePolicy(this, 'PlanPolicy', { role: role.name, name: 'states', policy: document.json });
  }

  private createApply(jenkins: JenkinsIdentity, { boundaries }: DeploymentRolesProps): void {
    const trust = jenkins.trustPolicy('ApplyTrust', this.environment.deployment.jenkins.applySubjects);
    const role = this.createRole(
      'Apply',
      'apply',
      'Applies reviewed plans',
      trust,
      boundaries.everyRole.arn,
      APPLY_SESSION_SECONDS,
    );
    this.attach('ApplyAdministers', role, MANAGED.administrator);
  }

  private createBreakGlass({ boundaries }: DeploymentRolesProps): void {
    const trust = peopleTrust(this, 'BreakGlassTrust', {
      people: this.environment.deployment.breakGlassPrincipals,
      mfaWithinSeconds: SHORT_SESSION_SECONDS,
    });
    const role = this.createRole(
      'BreakGlass',
      'break-glass',
      'Emergencies only; every use is investigated',
      trust,
      boundaries.breakGlass.arn,
    );
    this.attach('BreakGlassAdministers', role, MANAGED.administrator);
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
    });
  }

  private attach(id: string, role: IamRole, policyArn: string): void {
    new IamRolePolicyAttachment(this, id, { role: role.name, policyArn });
  }

  private get environment() {
    return EstateStack.ofConstruct(this).environment;
  }
}
