import { type Component, closest, pascalCase, type ServiceValues, throwIfAny } from '@smile/core';
import type { NodePlace } from '@smile/eks';
import type { RepositoryName } from '@smile/storage';
import { Construct } from 'constructs';
import type { ClusterLoad } from '../capacity/cluster-load.ts';
import { SERVICES, type ServiceName } from './services.ts';
import { Workload } from './workload.ts';

export interface WorkloadsProps {
  /** Services that are deployed, by name. */
  readonly services: Readonly<Record<string, ServiceValues>>;
  /** Address of a repository, with its registry's host. */
  readonly repositoryUrl: (name: RepositoryName) => string;
  readonly placeOf: (component: Component) => NodePlace;
  readonly load: ClusterLoad;
}

/** SMILE's and WMS's services, those that have an image. */
export class Workloads extends Construct {
  private readonly byName = new Map<string, Workload>();

  constructor(scope: Construct, id: string, props: WorkloadsProps) {
    super(scope, id);
    const { services, repositoryUrl, placeOf, load } = props;
    throwIfAny(this, unknownNames(Object.keys(services)));
    for (const [name, entry] of Object.entries(SERVICES)) {
      const values = services[name];
      if (values === undefined) continue;
      const workload = new Workload(this, pascalCase(name), {
        name,
        entry,
        repository: repositoryUrl(entry.repository),
        values,
        place: placeOf(entry.component),
      });
      load.add([workload.demand]);
      this.byName.set(name, workload);
    }
  }

  /** A service; undefined where it is not deployed. */
  of(name: ServiceName): Workload | undefined {
    return this.byName.get(name);
  }
}

function unknownNames(names: readonly string[]): string[] {
  const known = Object.keys(SERVICES);
  return names
    .filter((name) => !known.includes(name))
    .map((name) => {
      const guess = closest(name, known);
      const remedy = guess === undefined ? 'add it to services.ts with its repository first' : `did you mean ${guess}?`;
      return `platform.services.${name}: there is no such service, expected some of ${known.join(', ')}; ${remedy}`;
    });
}
