import type { Json } from '@smile/inventory';
import type { RepositoryFacts } from '../repository-facts.ts';
import type { EditableEstate } from './editable-estate.ts';
import { factMutantsOf, type Mutant, mutantsOf, PRODUCTION, STAGING, without } from './mutant.ts';
import { type EditableValues, editObjects, editValues } from './release-values.ts';

/** Weakenings of how the estate is planned, applied and kept. */
export const USAGE_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('CI-JENKINS', STAGING, {
    'the name of Jenkins': (estate) => estate.remove('cloudflare_dns_record', /_Hosts_Jenkins/),
    'Jenkins behind Cloudflare, which lets everybody through': (estate) =>
      estate.set('cloudflare_dns_record', /_Hosts_Jenkins/, 'proxied', true),
    'Jenkins open to Cloudflare': (estate) =>
      estate.edit('aws_vpc_security_group_ingress_rule', /Platform_.*FromOperators/, (body) => {
        body.prefix_list_id = estate.idOf('aws_ec2_managed_prefix_list', /CloudflareRanges_Ipv4/);
      }),
    'the role that applies': (estate) => estate.remove('aws_iam_role', /Roles_Apply/),
    Jenkins: (estate) => estate.remove('helm_release', CONTROLLER),
    'a controller that makes pods itself': (estate) =>
      editValues(estate, CONTROLLER, (values) => {
        values.rbac = { create: true };
      }),
    'plug-ins that are downloaded at each start': (estate) =>
      editController(estate, (controller) => {
        controller.installPlugins = ['kubernetes'];
      }),
    'a home that goes with its claim': (estate) =>
      editValues(estate, CONTROLLER, (values) => {
        values.persistence = { storageClass: 'gp3' };
      }),
    'builds on the controller': (estate) =>
      editSettings(estate, (text) => text.replace('"numExecutors": 0', '"numExecutors": 2')),
    'a credential that every job may name': (estate) =>
      editSettings(estate, (text) => text.replace('"scope": "SYSTEM"', '"scope": "GLOBAL"')),
    'developers as administrators': (estate) =>
      editSettings(estate, (text) => text.replace('"Job/Read"', '"Overall/Administer"')),
    'one token for two clouds': (estate) =>
      editSettings(estate, (text) => text.replace('"credentialsId": "cloud-plan"', '"credentialsId": "cloud-apply"')),
    'an apply that nobody approves': (estate) =>
      editSettings(estate, (text) => text.replace("submitter 'jenkins-approvers'", '')),
    'an apply whose text is in the repository': (estate) =>
      editSettings(estate, (text) => text.replace("sh 'aws s3 cp", "checkout scm; sh 'aws s3 cp")),
    'the end of an apply that is waited for': (estate) =>
      editSettings(estate, (text) => text.replaceAll('preStop', 'postStart')),
    'time for an apply to end': (estate) =>
      editSettings(estate, (text) => text.replaceAll(/(terminationGracePeriodSeconds\\*": )3600/g, '$130')),
    'the job that shows what states hold': (estate) =>
      editSettings(estate, (text) => text.replace("pipelineJob('deploy/inspect')", "pipelineJob('deploy/look')")),
    'code of branches': (estate) =>
      editSettings(estate, (text) =>
        text.replace("pipelineJob('deploy/drift')", "multibranchPipelineJob('deploy/drift')"),
      ),
    'pods of anybody where Jenkins applies': (estate) =>
      editObjects(estate, AGENTS, 'ValidatingAdmissionPolicy', (object) => {
        object.spec.validations = [];
      }),
    'pods that are let in when the policy cannot be asked': (estate) =>
      editObjects(estate, AGENTS, 'ValidatingAdmissionPolicy', (object) => {
        object.spec.failurePolicy = 'Ignore';
      }),
    'a policy that only warns': (estate) =>
      editObjects(estate, AGENTS, 'ValidatingAdmissionPolicyBinding', (object) => {
        object.spec.validationActions = ['Warn'];
      }),
    'the way of agents to Jenkins': (estate) =>
      estate.remove('kubernetes_network_policy_v1', /InAgentsThatApplyToJenkins/),
  }),
  ...factMutantsOf('USE-PLAN', PRODUCTION, {
    'the pipeline that deploys': (facts) => ({
      ...facts,
      pipelines: facts.pipelines.filter((path) => !path.endsWith('/deploy.Jenkinsfile')),
    }),
    'the pipeline that looks into states': (facts) => ({
      ...facts,
      pipelines: facts.pipelines.filter((path) => !path.endsWith('/inspect.Jenkinsfile')),
    }),
  }),
  ...mutantsOf('DAT-DEBEZIUM', PRODUCTION, {
    'the credential of Debezium': (estate) => estate.remove('aws_secretsmanager_secret', /debezium/),
  }),
  ...mutantsOf('USE-PLAN', PRODUCTION, {
    'the role that plans': (estate) => estate.remove('aws_iam_role', /Roles_Plan/),
    'a plan that calls a cloud': (estate) =>
      estate.editStacks('-network', (stack) => {
        const data = stack.data as Record<string, Json>;
        data.aws_ami = { Newest: { most_recent: true } };
      }),
    'an apply that starts any provider': (estate) =>
      backend(estate, ({ required_providers: providers }) => {
        providers.external = { source: 'hashicorp/external', version: '2.3.4' };
      }),
    'the account of a state': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.allowed_account_ids),
    'the account of resources': (estate) =>
      estate.editStacks('-databases', (stack) => {
        const [aws] = (stack.provider as unknown as { aws: Record<string, Json>[] }).aws;
        if (aws !== undefined) aws.allowed_account_ids = ['222222222222'];
      }),
  }),
  ...mutantsOf('USE-STATE', PRODUCTION, {
    'a state on the disk of whoever applies': (estate) =>
      backend(estate, (terraform) => {
        terraform.backend = { local: { path: 'terraform.tfstate' } };
      }),
    'a state without encryption': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.encrypt),
    'a state under a key of AWS': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.kms_key_id),
    'two plans at a time': (estate) => backend(estate, ({ backend: { s3 } }) => delete s3?.use_lockfile),
    'two stacks in one state': (estate) =>
      backend(estate, ({ backend: { s3 } }) => {
        if (s3 !== undefined) s3.key = 'indonesia/production/network.tfstate';
      }),
    'the state bucket': (estate) => estate.remove('aws_s3_bucket', /State_Bucket/),
    'earlier versions of states': (estate) =>
      estate.set('aws_s3_bucket_versioning', /State_Bucket/, 'versioning_configuration.status', 'Suspended'),
    'a key of ours for the bucket': (estate) =>
      estate.set(
        'aws_s3_bucket_server_side_encryption_configuration',
        /State_Bucket/,
        'rule.apply_server_side_encryption_by_default.sse_algorithm',
        'AES256',
      ),
  }),
  ...mutantsOf('USE-STATE', PRODUCTION, {
    'earlier versions of states for whoever inspects': (estate) =>
      withoutActions(estate, (action) => action === 's3:GetObjectVersion'),
    'every reading of states': (estate) => withoutActions(estate, (action) => action.startsWith('s3:GetObject')),
    'the key of states for whoever inspects': (estate) => withoutActions(estate, (action) => action === 'kms:Decrypt'),
    'states for whoever inspects, in favour of another bucket': (estate) =>
      editPlanStatements(estate, (statement) => {
        if (statement.sid === 'ReadStates') statement.resources = ['arn:aws:s3:::somebody-else/*'];
      }),
    'the lists of whoever inspects': (estate) =>
      estate.set(
        'aws_iam_role_policy_attachment',
        /Roles_PlanReads/,
        'policy_arn',
        'arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess',
      ),
  }),
  ...factMutantsOf('USE-STATE', PRODUCTION, {
    'the comparison of versions': (facts) => withoutCommand(facts, 'state diff'),
    'who holds a lock': (facts) => withoutCommand(facts, 'state locks'),
    'what was changed outside': (facts) => withoutCommand(facts, 'drift'),
    'every inspection': (facts) => ({ ...facts, commands: [] }),
  }),
  ...factMutantsOf('USE-TEST', PRODUCTION, {
    'the committed addresses': (facts) => without(facts, PRODUCTION, 'src/addresses.txt'),
    'the test of the environment': (facts) => without(facts, PRODUCTION, 'src/environment.test.ts'),
    'every test': (facts) => ({ ...facts, testFiles: [] }),
  }),
];

const CONTROLLER = /Jenkins_Addons_Controller_Release/;
const AGENTS = /Jenkins_Addons_Agents_Objects/;

function editController(estate: EditableEstate, change: (controller: EditableValues) => void): void {
  editValues(estate, CONTROLLER, (values) => change(values.controller as EditableValues));
}

/** Changes the text of Jenkins' settings. A change that finds nothing to change is a mistake in the mutant. */
function editSettings(estate: EditableEstate, change: (text: string) => string): void {
  editController(estate, ({ JCasC }) => {
    const scripts = (JCasC as EditableValues).configScripts as EditableValues;
    const before = String(scripts.jenkins);
    const after = change(before);
    if (after === before)
      throw new Error('a mutant finds nothing to change in the settings of Jenkins; correct the mutant');
    scripts.jenkins = after;
  });
}

interface Terraform {
  required_providers: Record<string, Json>;
  backend: { s3?: Record<string, Json>; local?: Record<string, Json> };
}

function backend(estate: Parameters<Mutant['apply']>[0], change: (terraform: Terraform) => unknown): void {
  estate.editStacks('-databases', (stack) => void change(stack.terraform as unknown as Terraform));
}

type Estate = Parameters<Mutant['apply']>[0];

interface Statement {
  sid?: string;
  actions?: string[];
  resources?: Json;
}

/** Changes the statements of the policy that the role which plans has of its own. */
function editPlanStatements(estate: Estate, change: (statement: Statement) => void): void {
  estate.editStacks('-bootstrap', (stack) => {
    const documents = (stack.data as { aws_iam_policy_document?: Record<string, { statement: Statement[] }> })
      .aws_iam_policy_document;
    for (const [name, { statement }] of Object.entries(documents ?? {})) {
      if (/Roles_PlanStatements/.test(name)) for (const one of statement) change(one);
    }
  });
}

function withoutActions(estate: Estate, goes: (action: string) => boolean): void {
  editPlanStatements(estate, (statement) => {
    statement.actions = (statement.actions ?? []).filter((action) => !goes(action));
  });
}

function withoutCommand(facts: RepositoryFacts, command: string): RepositoryFacts {
  return { ...facts, commands: facts.commands.filter((one) => one !== command) };
}
