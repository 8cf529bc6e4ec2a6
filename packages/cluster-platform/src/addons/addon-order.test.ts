import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OrderedAddon, orderAddons } from './addon-order.ts';
import { CAPABILITIES, type Capability } from './capability.ts';

const idsOf = (waves: readonly (readonly OrderedAddon[])[]) => waves.map((wave) => wave.map(({ id }) => id));

test('add-ons come in waves: what needs nothing first, each after what it needs', () => {
  const { waves, problems } = orderAddons([
    { id: 'Gateways', requires: ['mesh', 'target-bindings'], provides: ['gateways'] },
    { id: 'Istiod', requires: ['mesh-kinds'], provides: ['mesh'] },
    { id: 'Controller', requires: ['certificates'], provides: ['target-bindings'] },
    { id: 'IstioBase', provides: ['mesh-kinds'] },
    { id: 'CertManager', provides: ['certificates'] },
  ]);
  expect(problems).toEqual([]);
  expect(idsOf(waves)).toEqual([['IstioBase', 'CertManager'], ['Istiod', 'Controller'], ['Gateways']]);
});

test('whoever needs a capability waits for all that provide it', () => {
  const { waves } = orderAddons([
    { id: 'Grafana', requires: ['traces'] },
    { id: 'Tempo', provides: ['traces'] },
    { id: 'Jaeger', requires: ['logs'], provides: ['traces'] },
    { id: 'Loki', provides: ['logs'] },
  ]);
  expect(idsOf(waves)).toEqual([['Tempo', 'Loki'], ['Jaeger'], ['Grafana']]);
});

describe('is refused', () => {
  test('a requirement that nothing provides', () => {
    expect(orderAddons([{ id: 'Loki', requires: ['monitor-kinds'] }]).problems).toEqual([
      'add-on Loki requires monitor-kinds, which none of the add-ons provides; add one that does',
    ]);
  });

  test('a circle, named with what each needs of the next', () => {
    const { problems } = orderAddons([
      { id: 'Metrics', requires: ['logs'], provides: ['metrics'] },
      { id: 'Traces', requires: ['metrics'], provides: ['traces'] },
      { id: 'Logs', requires: ['traces'], provides: ['logs'] },
      { id: 'CertManager', provides: ['certificates'] },
    ]);
    expect(problems).toEqual([
      'add-ons wait for each other: Metrics requires logs, Logs requires traces, Traces requires metrics of Metrics; take one of the requirements away',
    ]);
  });

  test('an add-on that waits for itself', () => {
    expect(orderAddons([{ id: 'Loki', requires: ['logs'], provides: ['logs'] }]).problems).toEqual([
      'add-ons wait for each other: Loki requires logs of Loki; take one of the requirements away',
    ]);
  });

  test('the same add-on twice', () => {
    expect(orderAddons([{ id: 'Loki' }, { id: 'Loki' }]).problems).toEqual(['add-on Loki is given twice; remove one']);
  });
});

test('in every set without a circle, each add-on comes after all that it needs, and none is lost', () => {
  const capabilities = Object.keys(CAPABILITIES) as Capability[];
  // Add-on n provides capability n and may require those of lower numbers, so there is no circle; then they are shuffled.
  const sets = fc
    .array(fc.array(fc.nat(capabilities.length - 1), { maxLength: 4 }), {
      minLength: 1,
      maxLength: capabilities.length,
    })
    .chain((rows) => {
      const addons = rows.map((row, index): OrderedAddon => {
        const lower =
          index === 0 ? [] : row.map((number) => capabilities[number % index]).filter((one) => one !== undefined);
        const own = capabilities[index];
        return { id: `Addon${index}`, requires: lower, provides: own === undefined ? [] : [own] };
      });
      return fc.shuffledSubarray(addons, { minLength: addons.length });
    });
  fc.assert(
    fc.property(sets, (addons) => {
      const { waves, problems } = orderAddons(addons);
      expect(problems).toEqual([]);
      expect(waves.flat()).toHaveLength(addons.length);
      const waveOf = (wanted: OrderedAddon) => waves.findIndex((wave) => wave.includes(wanted));
      for (const addon of addons) {
        const providers = addons.filter(({ provides = [] }) => provides.some((one) => addon.requires?.includes(one)));
        for (const provider of providers) expect(waveOf(provider)).toBeLessThan(waveOf(addon));
      }
    }),
  );
});
