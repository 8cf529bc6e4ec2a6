import { closest, pascalCase, type ServiceValues, throwIfAny } from '@smile/core';
import type { RepositoryName } from '@smile/storage';
import { Construct } from 'constructs';
import type { ClusterLoad } from '../capacity/cluster-load.ts';
import { allowCalls } from '../mesh/allow-calls.ts';
import type { AuthorizationPolicy } from '../objects/custom-resource.ts';
import type { PlatformContext } from '../platform-context.ts';
import { ManifestsRelease } from '../releases/manifests-release.ts';
import { reachStores, secretNamesOf } from './service-access.ts';
import { SERVICES, type ServiceName } from './services.ts';
import { Workload } from './workload.ts';

export interface WorkloadsProps {
  /** Services that are deployed, by name. */
  readonly services: Readonly<Record<string, ServiceValues>>;
  /** Address of a repository, with its registry's host. */
  readonly repositoryUrl: (name: RepositoryName) => string;
  /** The platform of the cluster that they run in. */
  readonly context: PlatformContext;
  readonly load: ClusterLoad;
}

/** SMILE's and WMS's services, those that have an image, and who of them calls whom. */
export class Workloads extends Construct {
  private readonly byName = new Map<string, Workload>();

  constructor(scope: Construct, id: string, props: WorkloadsProps) {
    super(scope, id);
    const { services } = props;
    throwIfAny(this, [...unknownNames(Object.keys(services)), ...unknownCalls(services)]);
    for (const name of Object.keys(SERVICES) as ServiceName[]) {
      const values = services[name];
      if (values !== undefined) this.byName.set(name, this.deploy(name, values, props));
    }
    this.allowCalls(services);
  }

  /** A service; undefined where it is not deployed. */
  of(name: ServiceName): Workload | undefined {
    return this.byName.get(name);
  }

  private deploy(name: ServiceName, values: ServiceValues, { repositoryUrl, context, load }: WorkloadsProps): Workload {
    const entry = SERVICES[name];
    const workload = new Workload(this, pascalCase(name), {
      name,
      entry,
      repository: repositoryUrl(name),
      values,
      place: context.placeOf(entry.component),
      secretNames: secretNamesOf(name),
    });
    reachStores(name, workload.pods, context.dataStores);
    load.add([workload.demand]);
    return workload;
  }

  private allowCalls(services: WorkloadsProps['services']): void {
    const objects: AuthorizationPolicy[] = [];
    for (const [name, { calls = [] }] of Object.entries(services)) {
      for (const called of calls) {
        const [from, to] = [this.byName.get(name), this.byName.get(called)];
        if (from === undefined || to === undefined) continue;
        objects.push(allowCalls(from.pods, to.pods, `${name} calls ${called}`));
      }
    }
    if (objects.length === 0) return;
    const release = { name: 'service-calls', namespace: SERVICES['backend-core'].namespace };
    new ManifestsRelease(this, 'Calls', { ...release, objects, after: [] });
  }
}

function unknownNames(names: readonly string[]): string[] {
  const known = Object.keys(SERVICES);
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const guess = closest(name, known);
      const remedy = guess === undefined ? 'add its repository and its row first' : `did you mean ${guess}?`;
      return `platform.services.${name}: there is no such service, expected some of ${known.join(', ')}; ${remedy}`;
    });
}

/** Calls of services that are not there, or of itself. */
function unknownCalls(services: WorkloadsProps['services']): string[] {
  const deployed = Object.keys(services);
  return Object.entries(services).flatMap(([name, { calls = [] }]) =>
    calls
      .filter((called) => called === name || !deployed.includes(called))
      .map(
        (called) =>
          `platform.services.${name}.calls: ${called} is ${called === name ? 'the service itself' : 'not deployed here'}; name one of ${deployed.filter((one) => one !== name).join(', ') || 'the services that are, of which there is none'}`,
      ),
  );
}
