import type { Inventory, Resource } from '@smile/inventory';
import { Block } from '../reading/block.ts';
import type { RuleContext } from '../rule.ts';

/** Something that counts against a quota: how much, in which bucket, and where it stands. */
export interface Share {
  /** What the quota is of: an account in a Region, or one resource. Shares of one key are added up. */
  readonly key: string;
  readonly amount: number;
  /** Resource to which a finding belongs. */
  readonly place: Resource;
  /** The bucket in words; the resources that share it for an account. */
  readonly of: string;
}

/** The resource that another belongs to: a resource of the graph, or a name that is written out. */
export interface Parent {
  readonly key: string;
  readonly resource?: Resource;
  readonly text: string;
}

/** What the demands ask an estate: its resources, how often each exists, and what belongs to what. */
export class EstateGraph {
  readonly inventory: Inventory;
  private readonly context: RuleContext;
  private readonly accounts = new Map<string, string>();
  private readonly regions = new Map<string, string>();

  constructor(context: RuleContext) {
    this.context = context;
    this.inventory = context.inventory;
    const environments = new Map<string, string>();
    for (const { stack, account, region, environment } of this.inventory.resources()) {
      if (account !== undefined && !this.accounts.has(stack)) this.accounts.set(stack, account);
      if (region !== undefined && !this.regions.has(stack)) this.regions.set(stack, region);
      if (environment !== undefined && !environments.has(stack)) environments.set(stack, environment);
    }
    for (const { name, environment } of this.inventory.stacks) {
      if (!this.accounts.has(name)) this.accounts.set(name, environment ?? environments.get(name) ?? name);
    }
  }

  /** Managed resources of some types that the next apply leaves. */
  resources(types: string | readonly string[]): readonly Resource[] {
    return this.context.resources(types);
  }

  /** Account of a stack: its id, or what stands for it where the source does not tell. */
  accountOf(stack: string): string {
    return this.accounts.get(stack) ?? stack;
  }

  /** Where quotas of accounts are counted: the account, with the Region unless the quota is global. */
  scopeOf({ stack, region }: Resource, isGlobal: boolean): string {
    const account = this.accountOf(stack);
    return isGlobal ? account : `${account} ${region ?? this.regions.get(stack) ?? ''}`.trim();
  }

  /** How many of a resource there are: `count` and `for_each` of code; plans and states list each. */
  times({ values }: Resource): number {
    const { count, for_each: each } = values;
    if (typeof count === 'number') return count;
    if (Array.isArray(each)) return each.length;
    return typeof each === 'object' && each !== null ? Object.keys(each).length : 1;
  }

  /** What an argument says that a resource belongs to; none where it is unknown or empty. */
  parents(resource: Resource, path: string): readonly Parent[] {
    const found = this.inventory.referencesAt(resource, path);
    const names = this.inventory.literalsAt(resource, path);
    if (found.length === 1 && found[0] !== undefined) return [this.parentOf(found[0], names[0])];
    if (found.length > 1) return found.map((one) => this.parentOf(one, undefined));
    const [first = '', ...rest] = path.split('.');
    const inner = rest.reduce((block, name) => block.block(name), Block.of(resource).block(first));
    const texts = rest.length === 0 ? Block.of(resource).texts(first) : inner.texts(rest.at(-1) ?? '');
    return texts.map((text) => ({ key: this.named(resource.stack, text), text }));
  }

  private parentOf(resource: Resource, name: string | undefined): Parent {
    const text = resource.address;
    return { key: name === undefined ? `${resource.stack} ${text}` : this.named(resource.stack, name), resource, text };
  }

  private named(stack: string, text: string): string {
    return `${this.accountOf(stack)} ${text}`;
  }
}
