import type { Json } from '@smile/inventory';
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
  backend: { s3?: Record<string, Json>; local?: Record<string, Json> };
}

function backend(estate: Parameters<Mutant['apply']>[0], change: (terraform: Terraform) => unknown): void {
  estate.editStacks('-databases', (stack) => void change(stack.terraform as unknown as Terraform));
}
