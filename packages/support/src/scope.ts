import type { Inventory, Resource } from '@smile/inventory';

/** An inventory, and the environments of it that somebody asks about. */
export class Scope {
  readonly inventory: Inventory;
  private readonly environments: readonly string[] | undefined;

  constructor(inventory: Inventory, environments: readonly string[] | undefined) {
    this.inventory = inventory;
    this.environments = environments;
  }

  /** Whether something of an environment is asked about. */
  has(environment: string | undefined): boolean {
    return this.environments === undefined || (environment !== undefined && this.environments.includes(environment));
  }

  /** Managed resources of a type. */
  resources(type?: string): readonly Resource[] {
    const query = { mode: 'managed', ...(type === undefined ? {} : { type }) } as const;
    return this.inventory.resources(query).filter(({ environment }) => this.has(environment));
  }
}
