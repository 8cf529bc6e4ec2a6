import type { StackDraft } from './draft.ts';
import type { Resource } from './model.ts';
import { formatSteps, type Step } from './traversal.ts';

/** What a name in a configuration stands for: instances, nothing (declared, but with no instance), or no such thing. */
export type Lookup =
  | { readonly found: 'instances'; readonly addresses: readonly string[]; readonly rest: readonly Step[] }
  | { readonly found: 'nothing' }
  | { readonly found: 'missing' };

/** The addresses of one stack, found by the name that expressions use. */
export class AddressBook {
  private readonly instances = new Map<string, string[]>();
  private readonly declared: ReadonlySet<string> | undefined;

  constructor({ resources, declared }: Pick<StackDraft, 'resources' | 'declared'>) {
    this.declared = declared;
    for (const resource of resources) {
      const base = baseAddress(resource);
      const known = this.instances.get(base);
      if (known === undefined) this.instances.set(base, [resource.address]);
      else known.push(resource.address);
    }
  }

  /** Finds what `base` with the steps after it points at; an index picks one instance where instances have one. */
  find(base: string, steps: readonly Step[]): Lookup {
    const addresses = this.instances.get(base);
    if (addresses === undefined) {
      return { found: this.declared === undefined || this.declared.has(base) ? 'nothing' : 'missing' };
    }
    const [first, ...rest] = steps;
    if (first === undefined || first.kind === 'attribute') return { found: 'instances', addresses, rest: steps };
    const indexed = `${base}${formatSteps([first])}`;
    const isSingle = addresses.length === 1 && addresses[0] === base;
    if (first.kind === 'any' || isSingle) return { found: 'instances', addresses, rest };
    return addresses.includes(indexed) ? { found: 'instances', addresses: [indexed], rest } : { found: 'nothing' };
  }
}

/** Address without instance key, as a configuration has it. */
export function baseAddress({ address, index }: Pick<Resource, 'address' | 'index'>): string {
  return index === undefined ? address : address.slice(0, -formatSteps([{ kind: 'index', key: index }]).length);
}
