import { type Question, regional, THINGS as T, type Topic } from './question.ts';

const NOBODY: Question['may'] = [];
const APPLIERS: Question['may'] = ['apply', 'break-glass'];

const passing = (role: string, services: readonly string[], may: Question['may']): Question[] =>
  services.map((service) => ({
    action: 'iam:PassRole',
    resource: role,
    context: { 'iam:PassedToService': `${service}.amazonaws.com` },
    note: `to ${service}`,
    may,
  }));

/** Services that run code or orders with a role that is passed to them, by the published paths. */
const RUNNERS = [
  'batch',
  'cloudformation',
  'codebuild',
  'datapipeline',
  'ec2',
  'ecs-tasks',
  'glue',
  'lambda',
  'sagemaker',
  'scheduler',
  'states',
];

const runs = (action: string, resource: string): Question => ({ action, resource, may: APPLIERS });

/** Ways up through services that act with a role. */
export const PASSING_TOPICS: readonly Topic[] = [
  {
    title: 'Handing a role to a service',
    why: 'A role of the estate carries the boundary wherever it goes. Roles that deploy go to pods only, where their trust decides; roles of others go nowhere.',
    source: 'https://pathfinding.cloud/paths/',
    questions: [
      ...passing(T.ownRole, ['ec2', 'lambda'], APPLIERS),
      ...passing(T.applyRole, RUNNERS, NOBODY),
      ...passing(T.foreignRole, RUNNERS, NOBODY),
      ...passing(T.breakGlassRole, ['lambda', 'ec2'], NOBODY),
      ...passing(T.applyRole, ['pods.eks'], APPLIERS),
    ],
  },
  {
    title: 'Running something with a role of the estate',
    why: 'Allowed to those who apply, because what runs there has the boundary too. Plan and operators may start none of it.',
    source: 'https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/',
    questions: [
      runs('lambda:CreateFunction', regional('lambda', 'function:x')),
      runs('lambda:UpdateFunctionCode', regional('lambda', 'function:x')),
      runs('lambda:UpdateFunctionConfiguration', regional('lambda', 'function:x')),
      runs('lambda:AddPermission', regional('lambda', 'function:x')),
      runs('lambda:CreateEventSourceMapping', '*'),
      runs('ec2:RunInstances', regional('ec2', 'instance/*')),
      runs('ec2:AssociateIamInstanceProfile', regional('ec2', 'instance/i-0')),
      runs('ec2:ReplaceIamInstanceProfileAssociation', regional('ec2', 'instance/i-0')),
      runs('ec2:ModifyInstanceAttribute', regional('ec2', 'instance/i-0')),
      runs('ec2-instance-connect:SendSSHPublicKey', regional('ec2', 'instance/i-0')),
      runs('ssm:SendCommand', regional('ec2', 'instance/i-0')),
      runs('ssm:StartAutomationExecution', regional('ssm', 'automation-definition/x:1')),
      runs('cloudformation:CreateStack', regional('cloudformation', 'stack/x/*')),
      runs('cloudformation:UpdateStack', regional('cloudformation', 'stack/x/*')),
      runs('glue:CreateDevEndpoint', '*'),
      runs('glue:UpdateDevEndpoint', '*'),
      runs('glue:CreateJob', regional('glue', 'job/x')),
      runs('datapipeline:CreatePipeline', '*'),
      runs('sagemaker:CreateNotebookInstance', regional('sagemaker', 'notebook-instance/x')),
      runs('sagemaker:CreatePresignedNotebookInstanceUrl', regional('sagemaker', 'notebook-instance/x')),
      runs('codebuild:CreateProject', regional('codebuild', 'project/x')),
      runs('codebuild:StartBuild', regional('codebuild', 'project/x')),
      runs('ecs:RegisterTaskDefinition', '*'),
      runs('ecs:RunTask', regional('ecs', 'task-definition/x:1')),
      runs('states:CreateStateMachine', regional('states', 'stateMachine:x')),
      runs('scheduler:CreateSchedule', regional('scheduler', 'schedule/default/x')),
      runs('batch:SubmitJob', regional('batch', 'job-definition/x:1')),
    ],
  },
  {
    title: 'Sessions on hosts',
    why: 'Whoever opens a session is root there. Operators open them on the bastion; on the Git server only people in an emergency.',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-restrict-access.html',
    questions: [
      session('operators', 'production', 'the bastion', ['apply', 'break-glass', 'operator']),
      session('break-glass', 'production', 'a host for emergencies', APPLIERS),
      session('operators', 'staging', 'a host of another environment', APPLIERS),
    ],
  },
  {
    title: 'Getting into clusters',
    why: 'Apply makes access entries and pod identities, because the stacks have them; drift compares them with the code. Nobody else may.',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
    questions: [
      ...['CreateAccessEntry', 'CreatePodIdentityAssociation', 'UpdateClusterConfig'].map((verb) =>
        runs(`eks:${verb}`, T.cluster),
      ),
      ...['UpdateAccessEntry', 'AssociateAccessPolicy', 'DeleteAccessEntry'].map((verb) =>
        runs(`eks:${verb}`, regional('eks', 'access-entry/smile-prd-app/role/111111111111/smile-prd-operator/0')),
      ),
      { action: 'eks:DescribeCluster', resource: T.cluster, may: ['plan', 'apply', 'break-glass', 'operator'] },
      {
        action: 'eks:DeleteNodegroup',
        resource: regional('eks', 'nodegroup/smile-prd-data/data-kafka/*'),
        context: { 'aws:ResourceTag/nodes-with-data': 'keep' },
        note: 'nodes with data',
        may: ['break-glass'],
      },
    ],
  },
];

function session(tag: string, environment: string, note: string, may: Question['may']): Question {
  return {
    action: 'ssm:StartSession',
    resource: regional('ec2', 'instance/i-0'),
    context: {
      'ssm:resourceTag/sessions': tag,
      'ssm:resourceTag/environment': environment,
      'ssm:SessionDocumentAccessCheck': 'true',
    },
    note,
    may,
  };
}
