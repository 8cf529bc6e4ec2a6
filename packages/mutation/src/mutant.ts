import type { JsonObject } from '@smile/inventory';

/** Stacks by name, as `cdktf synth` writes them. */
export type Stacks = Readonly<Record<string, JsonObject>>;

/** One fault in one place of one stack. */
export interface Mutant {
  readonly stack: string;
  /** Address of the resource, or `provider.aws`, `terraform.backend` and the like. */
  readonly address: string;
  /** Type of the resource, or the first word of another address. */
  readonly type: string;
  /** Argument without list indexes, as in `ingress.cidr_blocks`; empty for the resource as a whole. */
  readonly argument: string;
  /** The argument with list indexes, as in `ingress[0].cidr_blocks`. */
  readonly at: string;
  /** What was done, as in `unset` or `open to the world`. */
  readonly operator: string;
  /** The stack with the fault. */
  readonly body: JsonObject;
}

/** What kind of fault it is, whichever resource of the type has it: the line of the list of survivors. */
export function kindOf({ type, argument, operator }: Pick<Mutant, 'type' | 'argument' | 'operator'>): string {
  return [type, ...(argument === '' ? [] : [argument])].join('.').concat(`  ${operator}`);
}

/** For people: which resource, which argument, what. */
export function describeMutant({ stack, address, at, operator }: Mutant): string {
  return `${stack} ${address}${at === '' ? '' : ` ${at}`}: ${operator}`;
}
