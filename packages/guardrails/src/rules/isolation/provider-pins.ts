import { PROVIDER_NAMES, providerPin } from '@smile/rehearsal';
import { inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** Terraform's own, which comes with it. */
const BUILT_IN = new Set(['terraform']);

export const providerPins: Rule = {
  id: 'SMILE_PROVIDER_PINS',
  family: 'isolation',
  severity: 'high',
  title: 'Providers are pinned to the version that their bindings were made from',
  what: 'Every provider that a stack uses stands in `required_providers`, with the source and the one version of the installed bindings; there is no other provider.',
  why: "A range lets two runs of one commit plan differently, and a provider of another source is somebody else's program with our credentials.",
  remedy: 'Take the provider from its bindings; change versions in pnpm-workspace.yaml.',
  source: 'https://developer.hashicorp.com/terraform/language/providers/requirements',
  check: inCode(({ inventory, resources, dataSources }) => {
    const used = new Map<string, Set<string>>();
    for (const { stack, provider } of [...resources('**'), ...dataSources('**')]) {
      const own = used.get(stack) ?? new Set();
      used.set(stack, own.add(provider.split('.', 1).join()));
    }
    return inventory.stacks.flatMap(({ name: stack, requiredProviders, providers = {} }) => {
      const names = new Set([
        ...(used.get(stack) ?? []),
        ...Object.keys(requiredProviders),
        ...Object.keys(providers).map((one) => one.split('.', 1).join()),
      ]);
      return [...names]
        .filter((name) => !BUILT_IN.has(name))
        .flatMap((name) => {
          const place = { stack, address: `terraform.required_providers.${name}` };
          const known = PROVIDER_NAMES.find((one) => one === name);
          if (known === undefined)
            return [{ place, message: `must be one of ${PROVIDER_NAMES.join(', ')}, got ${name}` }];
          const pin = providerPin(known);
          const { source, version } = requiredProviders[name] ?? {};
          return [
            ...(version === pin.version
              ? []
              : [{ place, message: `version must be ${pin.version}, got ${version ?? 'nothing'}` }]),
            ...(pin.sources.includes(source ?? '')
              ? []
              : [{ place, message: `source must be ${pin.sources.join(' or ')}, got ${source ?? 'nothing'}` }]),
          ];
        });
    });
  }),
};
