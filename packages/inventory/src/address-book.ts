import type { StackDraft } from './draft.ts';
import type { Resource } from './model.ts';
import { isInside, isInstanceOf, withoutKeys } from './module-path.ts';
import { formatSteps, type Step } from './traversal.ts';

/** What a name in a configuration stands for: instances, nothing (declared, but with no instance), or no such thing. */
export type Lookup =
  | { readonly found: 'instances'; readonly addresses: readonly string[]; readonly rest: readonly Step[] }
  | { readonly found: 'nothing' }
  | { readonly found: 'missing' };

interface Instance {
  readonly address: string;
  readonly module: string;
  /** Address in its module, without instance key. */
  readonly base: string;
}

/** The addresses of one stack, found by the name that expressions use. */
export class AddressBook {
  /** By the address that a configuration has: without keys, of modules or of the resource. */
  private readonly instances = new Map<string, Instance[]>();
  private readonly all: readonly Instance[];
  private readonly declared: ReadonlySet<string> | undefined;

  constructor({ resources, declared }: Pick<StackDraft, 'resources' | 'declared'>) {
    this.declared = declared;
    this.all = resources.map(toInstance);
    for (const instance of this.all) {
      const key = configured(instance.module, instance.base);
      const known = this.instances.get(key);
      if (known === undefined) this.instances.set(key, [instance]);
      else known.push(instance);
    }
  }

  /** Finds what `base` in a module, with the steps after it, points at; an index picks one instance where instances have one. */
  find(module: string, base: string, steps: readonly Step[]): Lookup {
    const key = configured(module, base);
    const instances = this.instances.get(key)?.filter((instance) => isInstanceOf(module, instance.module));
    if (instances === undefined) {
      return { found: this.declared === undefined || this.declared.has(key) ? 'nothing' : 'missing' };
    }
    const addresses = instances.map(({ address }) => address);
    const [first, ...rest] = steps;
    if (first === undefined || first.kind === 'attribute') return { found: 'instances', addresses, rest: steps };
    const index = formatSteps([first]);
    const isSingle = instances.every((instance) => instance.address === absolute(instance.module, instance.base));
    if (first.kind === 'any' || isSingle) return { found: 'instances', addresses, rest };
    const picked = instances.filter((one) => one.address === `${absolute(one.module, one.base)}${index}`);
    if (picked.length === 0) return { found: 'nothing' };
    return { found: 'instances', addresses: picked.map(({ address }) => address), rest };
  }

  /** Everything that a module has inside, in modules that it calls too. */
  inModule(module: string): readonly string[] {
    return this.all.filter((instance) => isInside(module, instance.module)).map(({ address }) => address);
  }
}

/** Address without instance key, as a configuration has it; keys of modules stay. */
export function baseAddress({ address, index }: Pick<Resource, 'address' | 'index'>): string {
  return index === undefined ? address : address.slice(0, -formatSteps([{ kind: 'index', key: index }]).length);
}

function toInstance(resource: Pick<Resource, 'address' | 'index' | 'module'>): Instance {
  const module = resource.module ?? '';
  const base = baseAddress(resource).slice(module === '' ? 0 : module.length + 1);
  return { address: resource.address, module, base };
}

function absolute(module: string, base: string): string {
  return module === '' ? base : `${module}.${base}`;
}

function configured(module: string, base: string): string {
  return absolute(withoutKeys(module), base);
}
