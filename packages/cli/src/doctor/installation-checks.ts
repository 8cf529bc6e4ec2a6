import type { CheckResult } from './check.ts';

/** What an installation of the repository's dependencies looks like. */
export interface Installation {
  /** Versions by name that the catalog pins. */
  readonly pinned: Readonly<Record<string, string>>;
  /** Versions by name that are installed, of the bindings and of what they share. */
  readonly installed: Readonly<Record<string, readonly string[]>>;
}

const INSTALL = 'run pnpm install';

/** Whether dependencies are installed, in the pinned versions, and `constructs` once. */
export function checkInstallation({ pinned, installed }: Installation): CheckResult[] {
  return [
    checkConstructs(installed.constructs ?? []),
    ...bindingNames(pinned).map((name) => checkBinding(name, pinned, installed)),
  ];
}

/** Two copies crash a synthesis, because cdktf compares construct classes by identity. */
function checkConstructs(versions: readonly string[]): CheckResult {
  const [only] = versions;
  if (only === undefined) return { name: 'constructs', status: 'fail', found: 'not installed', remedy: INSTALL };
  if (versions.length === 1) return { name: 'constructs', status: 'ok', found: `one copy, ${only}` };
  return {
    name: 'constructs',
    status: 'fail',
    found: `${versions.length} copies, ${versions.join(' and ')}`,
    remedy: `keep the override in pnpm-workspace.yaml, remove node_modules and ${INSTALL}`,
  };
}

function checkBinding(name: string, pinned: Installation['pinned'], installed: Installation['installed']): CheckResult {
  const wanted = pinned[name] ?? '';
  const versions = installed[name] ?? [];
  if (versions.length === 0) return { name, status: 'fail', found: 'not installed', remedy: INSTALL };
  if (versions.every((version) => version === wanted)) return { name, status: 'ok', found: wanted };
  return { name, status: 'fail', found: versions.join(' and '), remedy: `the catalog pins ${wanted}; ${INSTALL}` };
}

function bindingNames(pinned: Installation['pinned']): string[] {
  return Object.keys(pinned).filter((name) => name.startsWith('@cdktf/provider-'));
}
