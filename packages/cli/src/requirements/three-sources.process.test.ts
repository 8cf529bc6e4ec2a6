import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costOf, groupCosts } from '@smile/cost';
import { Inventory, type Peer, Reachability, secretReaders, secretsOf } from '@smile/inventory';
import { checkRequirements } from '@smile/requirements';
import { beforeAll, describe, expect, test } from 'vitest';
import { appliedEstate } from '../fixtures/applied-estate.ts';
import { estateJson } from '../fixtures/estate-json.ts';
import { ROOT } from '../fixtures/run-smile.ts';
import { repositoryFacts } from './repository-facts.ts';

const DEV = { id: 'indonesia/dev', stage: 'dev' } as const;
const repository = repositoryFacts(ROOT);

let synthesized: Inventory;
let sources: Readonly<Record<'synth' | 'plan' | 'state', Inventory>>;

beforeAll(async () => {
  const applied = await appliedEstate(DEV.id);
  const json = await estateJson();
  synthesized = applied.synthesized;
  const stacks = synthesized.stacks.filter(({ environment }) => environment === DEV.id).map(({ name }) => name);
  const documents = (file: string) =>
    stacks.map((stack) => ({ stack, json: readFileSync(join(applied.folder, stack, file), 'utf8') }));
  sources = {
    synth: Inventory.fromStacks(Object.fromEntries(stacks.map((name) => [name, json[name]]))),
    plan: Inventory.fromPlan(documents('plan.json')),
    state: Inventory.fromState(documents('terraform.tfstate')),
  };
});

test('costs are the same in the code, the plan and the state', () => {
  const usd = (inventory: Inventory) =>
    costOf(inventory, { on: '2026-11-27', environments: [DEV.id] }).map(({ lines }) =>
      groupCosts(lines, 'thing').map(({ name, usdPerMonth }) => [name, usdPerMonth]),
    );
  const [code, plan, state] = [sources.synth, sources.plan, sources.state].map(usd);
  expect(code?.flat().length).toBeGreaterThan(30);
  expect(plan).toEqual(code);
  expect(state).toEqual(code);
});

const judged = (inventory: Inventory) =>
  checkRequirements(inventory, { environments: [DEV], synthesized, repository }).map((result) => ({
    id: result.id,
    status: result.status,
    reason: result.reason,
    problems: result.problems,
    // Counts of resources differ where a source tells the region or the account of fewer of them.
    evidence: result.evidence.map(({ stack, address, expected }) => `${stack} ${address}: ${expected}`).sort(),
  }));

describe('the code, the plan and the state of dev', () => {
  test.each(['plan', 'state'] as const)('stand alike to every requirement by the same evidence: %s', (source) => {
    expect(judged(sources[source].completedFrom(synthesized))).toEqual(judged(sources.synth));
  });

  test.each(['plan', 'state'] as const)(
    'stand alike without the code beside them, but for the backend, which neither tells: %s',
    (source) => {
      const statuses = (inventory: Inventory) => judged(inventory).map(({ id, status }) => `${id} ${status}`);
      const toldByBackend = ['USE-STATE met', 'USE-PLAN met'];
      const expected = statuses(sources.synth).map((one) =>
        toldByBackend.includes(one) ? one.replace('met', 'open') : one,
      );
      expect(statuses(sources[source])).toEqual(expected);
    },
  );

  const peer = (one: Peer) => {
    if (one.kind === 'group') return one.resource.address;
    if (one.kind === 'block') return one.cidr;
    return one.kind === 'prefix-list' ? `list ${one.resource?.address}` : one.text;
  };
  const connections = (inventory: Inventory) =>
    new Reachability(inventory).connections
      .map(({ from, to, ports, verdict }) => `${peer(from)} → ${peer(to)} ${JSON.stringify(ports)} ${verdict}`)
      .sort();
  const readers = (inventory: Inventory) =>
    secretsOf(inventory)
      .flatMap((secret) =>
        secretReaders(inventory, secret).map(({ how, who, by }) => `${secret.address}: ${how} ${who} ${by}`),
      )
      .sort();

  test.each(['plan', 'state'] as const)('tell the same of who reaches whom: %s', (source) => {
    expect(connections(sources.synth).length).toBeGreaterThan(5);
    expect(connections(sources[source])).toEqual(connections(sources.synth));
  });

  test.each(['plan', 'state'] as const)('tell the same of who reads which secret: %s', (source) => {
    expect(readers(sources.synth).length).toBeGreaterThan(10);
    expect(readers(sources[source])).toEqual(readers(sources.synth));
  });
});
