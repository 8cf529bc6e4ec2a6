import { MANAGED_POLICIES, type Policy, parsePolicy, UNKNOWN_POLICY } from '@smile/policy';
import { groupedBy } from '../grouped-by.ts';
import type { Inventory } from '../inventory.ts';
import { asString } from '../json-narrowing.ts';
import type { Resource } from '../model.ts';
import { remainingResources } from './delivery-targets.ts';
import type { Reading } from './reading.ts';

/** Finds roles, what they may do, and the endpoints that their requests pass. */
export class RoleReader {
  private readonly inventory: Inventory;
  private readonly reading: Reading;
  private readonly byArn: ReadonlyMap<string, Resource>;
  private readonly policiesByRole = new Map<Resource, readonly Policy[]>();
  private readonly besideByType = new Map<string, ReadonlyMap<string | Resource, readonly Resource[]>>();
  private readonly endpoints: readonly Resource[];

  constructor(inventory: Inventory, reading: Reading) {
    this.inventory = inventory;
    this.reading = reading;
    const all = remainingResources(inventory);
    this.byArn = new Map(
      all
        .filter(({ type }) => type === 'aws_iam_role' || type === 'aws_iam_policy')
        .map((one) => [reading.values.attribute(one, 'arn'), one]),
    );
    this.endpoints = all.filter(({ type }) => type === 'aws_vpc_endpoint');
  }

  /** The role with an ARN. */
  find(arn: string): Resource | undefined {
    return this.byArn.get(arn);
  }

  /** ARN of the role that a host has by its instance profile; undefined where it has none that was read. */
  ofHost(host: Resource): string | undefined {
    const [profile] = this.inventory.referencesAt(host, 'iam_instance_profile');
    if (profile === undefined) return undefined;
    const [role] = this.inventory.referencesAt(profile, 'role').filter(({ type }) => type === 'aws_iam_role');
    return role === undefined ? undefined : this.reading.values.attribute(role, 'arn');
  }

  trustOf(role: Resource): readonly Policy[] {
    return [this.reading.policies.at(role, 'assume_role_policy') ?? UNKNOWN_POLICY];
  }

  /** The role's own policies, inline and attached; of one that AWS manages, what is known of it. */
  policiesOf(role: Resource): readonly Policy[] {
    const known = this.policiesByRole.get(role) ?? this.readPolicies(role);
    this.policiesByRole.set(role, known);
    return known;
  }

  private readPolicies(role: Resource): readonly Policy[] {
    const { policies, values } = this.reading;
    const inline = this.beside(role, 'aws_iam_role_policy').flatMap((one) => policies.at(one, 'policy') ?? []);
    const attached = this.beside(role, 'aws_iam_role_policy_attachment').map((one) =>
      this.policyWith(asString(values.of(one).policy_arn) ?? ''),
    );
    return [...inline, ...attached];
  }

  /** The permissions boundary; undefined where there is none. */
  boundaryOf(role: Resource): readonly Policy[] | undefined {
    const arn = asString(this.reading.values.of(role).permissions_boundary) ?? '';
    return arn === '' ? undefined : [this.policyWith(arn)];
  }

  private policyWith(arn: string): Policy {
    const found = this.byArn.get(arn);
    if (found !== undefined) return this.reading.policies.at(found, 'policy') ?? UNKNOWN_POLICY;
    const actions = arn.includes(':aws:policy/') ? MANAGED_POLICIES[arn.split('/').at(-1) ?? ''] : undefined;
    if (actions === undefined) return UNKNOWN_POLICY;
    return parsePolicy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: actions, Resource: '*' } });
  }

  /** By the last part of a service's name: policies of the endpoints of a host's VPC. An endpoint without one lets all through. */
  endpointsOf(host: Resource): (service: string) => readonly (readonly Policy[])[] {
    const vpcs = this.inventory
      .referencesAt(host, 'subnet_id')
      .flatMap((subnet) => this.inventory.referencesAt(subnet, 'vpc_id'));
    const near = this.endpoints.filter((endpoint) =>
      this.inventory.referencesAt(endpoint, 'vpc_id').some((vpc) => vpcs.includes(vpc)),
    );
    return (service) =>
      near
        .filter((endpoint) => asString(endpoint.values.service_name)?.split('.').at(-1) === service)
        .flatMap((endpoint) => {
          const policy = this.reading.policies.at(endpoint, 'policy');
          return policy === undefined ? [] : [[policy]];
        });
  }

  /** Resources of a type that name the role, by reference or, in its account, by its name. */
  private beside(role: Resource, type: string): readonly Resource[] {
    const index = this.besideByType.get(type) ?? this.indexed(type);
    this.besideByType.set(type, index);
    const names = [`${role.account} ${this.reading.values.attribute(role, 'name')}`, role];
    const found = new Set(names.flatMap((name) => index.get(name) ?? []));
    return found.size < 2 ? [...found] : this.inventory.ofType(type).filter((one) => found.has(one));
  }

  private indexed(type: string): ReadonlyMap<string | Resource, readonly Resource[]> {
    const all = this.inventory.resources({ mode: 'managed', type }).filter(({ change }) => change?.action !== 'delete');
    return groupedBy<Resource, string | Resource>(all, (one) => [
      `${one.account} ${String(this.reading.values.of(one).role)}`,
      ...this.inventory.referencesAt(one, 'role'),
    ]);
  }
}
