import { Inventory, type JsonObject } from '@smile/inventory';
import { checkRequirements } from '@smile/requirements';
import { expect, test } from 'vitest';
import { estateJson } from '../fixtures/estate-json.ts';

/** Production with another region in each provider of AWS, or without one. */
async function productionIn(region: string | undefined): Promise<Inventory> {
  const stacks = Object.entries(await estateJson()).filter(([name]) => name.startsWith('indonesia-production-'));
  return Inventory.fromStacks(
    Object.fromEntries(
      stacks.map(([name, body]) => {
        const { provider, ...rest } = body as { readonly provider: { readonly aws?: readonly JsonObject[] } };
        const aws = (provider.aws ?? []).map(({ region: _, ...others }) =>
          region === undefined ? others : { ...others, region },
        );
        return [name, { ...rest, provider: { ...provider, aws } }];
      }),
    ),
  );
}

test.each(['eu-west-1', '', undefined])(
  'a region without facts (%j) is judged like any other fault',
  async (region) => {
    const environments = [{ id: 'indonesia/production', stage: 'production' as const }];
    const results = checkRequirements(await productionIn(region), { environments });
    expect(results.find(({ id }) => id === 'REG-1')?.status).toBe('unmet');
  },
);
