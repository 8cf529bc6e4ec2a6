import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './fixtures/run-smile.ts';
import { type SourceFile, workspacePackages } from './fixtures/workspace.ts';

const packages = workspacePackages(ROOT);
const sources = packages.flatMap((one) => one.sources);
const lockFile = readFileSync(join(ROOT, 'pnpm-lock.yaml'), 'utf8');

/** What the estate is built of; each layer may use all layers before it. */
const LAYERS: readonly (readonly string[])[] = [
  ['core', 'catalogue'],
  ['network'],
  ['storage', 'databases', 'eks', 'edge', 'governance', 'access'],
  ['cluster-platform'],
  ['data-platform'],
  ['estate'],
];

/** What looks at the estate from outside, and what each may use. */
const TOOLS: Readonly<Record<string, readonly string[]>> = {
  policy: [],
  artifacts: ['catalogue'],
  inventory: ['policy'],
  rehearsal: ['core', 'catalogue', 'inventory', 'policy'],
  guardrails: ['core', 'catalogue', 'inventory', 'policy', 'rehearsal'],
  requirements: ['core', 'delivery', 'inventory', 'policy', 'guardrails'],
  mutation: ['inventory', 'guardrails', 'requirements'],
  diagrams: ['inventory'],
  delivery: ['core', 'inventory'],
  states: ['inventory', 'delivery'],
  cost: ['core', 'inventory'],
  support: ['core', 'catalogue', 'inventory', 'cost', 'guardrails'],
  report: ['core', 'inventory', 'cost', 'support', 'requirements', 'guardrails', 'diagrams'],
  diff: ['inventory', 'rehearsal', 'delivery', 'guardrails', 'requirements', 'diagrams'],
  testing: ['inventory'],
  cli: [
    'core',
    'catalogue',
    'access',
    'artifacts',
    'cost',
    'databases',
    'inventory',
    'rehearsal',
    'guardrails',
    'requirements',
    'mutation',
    'delivery',
    'diagrams',
    'diff',
    'report',
    'states',
    'support',
    'apps',
    // The stack of a preview is outside the manifest of the apps, so `smile preview` writes it.
    'cluster-platform',
    'estate',
  ],
};

/** Packages of ours that a package may use in what it ships. */
function allowedFor(name: string): readonly string[] {
  const tools = TOOLS[name];
  if (tools !== undefined) return tools;
  const layer = LAYERS.findIndex((names) => names.includes(name));
  return LAYERS.slice(0, layer < 0 ? LAYERS.length : layer).flat();
}

const ours = (names: readonly string[]) =>
  names.flatMap((name) => (name.startsWith('@smile/') ? [name.split('/')[1] ?? ''] : []));
const isApp = (folder: string) => folder === 'apps' || folder.startsWith('apps/');

/** Lines of code, without comments, that hold a text. */
function linesWith({ path, text }: SourceFile, wanted: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const isComment = /^\s*(\*|\/\/|\/\*)/.test(line);
    return line.includes(wanted) && !isComment ? [`${path}:${index + 1}`] : [];
  });
}

describe('packages', () => {
  test('are each in the table of layers and tools', () => {
    const known = [...LAYERS.flat(), ...Object.keys(TOOLS)];
    const unknown = packages.filter(({ folder }) => !isApp(folder)).flatMap(({ name }) => ours([name]));
    expect(unknown.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('depend only on packages of earlier layers', () => {
    const wrong = packages.flatMap(({ name, folder, dependencies }) => {
      const allowed = allowedFor(ours([name])[0] ?? '');
      return ours(dependencies).flatMap((used) =>
        allowed.includes(used)
          ? []
          : [`${folder} must not use ${used}, only ${allowed.join(', ') || 'nothing of ours'}`],
      );
    });
    expect(wrong).toEqual([]);
  });

  test('use in tests, besides, only the tools', () => {
    const wrong = packages.flatMap(({ name, folder, devDependencies }) => {
      const allowed = [
        ...allowedFor(ours([name])[0] ?? ''),
        'testing',
        'artifacts',
        // Pipelines whose text is in Jenkins' settings are in it.
        'cluster-platform',
        // The second country is in its fixtures.
        'estate',
        'inventory',
        'policy',
        'rehearsal',
        'guardrails',
        'requirements',
      ];
      return ours(devDependencies).flatMap((used) =>
        allowed.includes(used) ? [] : [`${folder} must not test with ${used}`],
      );
    });
    expect(wrong).toEqual([]);
  });

  test('import each other by name, and only what they declare', () => {
    const wrong = packages.flatMap(({ name, dependencies, devDependencies, sources: files }) =>
      files.flatMap(({ path, imports, isTest }) => {
        const declared = [name, ...dependencies, ...(isTest ? devDependencies : [])];
        return imports.flatMap((imported) => {
          const used = /^@smile\/[^/]+/.exec(imported)?.[0];
          return used === undefined || declared.includes(used)
            ? []
            : [`${path} imports ${imported}, which it does not declare`];
        });
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('reach into no other package by path', () => {
    const wrong = packages
      .filter(({ folder }) => !isApp(folder))
      .flatMap(({ folder, sources: files }) =>
        files.flatMap(({ path, imports }) =>
          imports
            .filter((imported) => imported.startsWith('.') && !join(path, '..', imported).startsWith(`${folder}/`))
            .map((imported) => `${path} imports ${imported}`),
        ),
      );
    expect(wrong).toEqual([]);
  });
});

describe('source files', () => {
  test('import bindings by sub-path, since the index of all costs 7 s and 570 MB', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports
        .filter((imported) => /^@cdktf\/provider-[a-z]+(\/lib|\/lib\/index(\.js)?)?$/.test(imported))
        .map((imported) => `${path} imports ${imported}`),
    );
    expect(wrong).toEqual([]);
  });

  test('read the process environment only in the command line and the apps', () => {
    const wrong = packages
      .filter(({ folder }) => folder !== 'packages/cli' && !isApp(folder))
      .flatMap(({ sources: files }) => files.filter(({ isTest }) => !isTest))
      .flatMap((file) => linesWith(file, 'process.env'));
    expect(wrong).toEqual([]);
  });
});

test('only tests use what is licensed under the AGPL (docs/adr/0019)', () => {
  const wanted = '@cloud-copilot/';
  const shipped = packages.flatMap(({ folder, dependencies, sources: files }) => [
    ...dependencies.filter((name) => name.startsWith(wanted)).map((name) => `${folder} depends on ${name}`),
    ...files
      .filter(({ isTest, imports }) => !isTest && imports.some((name) => name.startsWith(wanted)))
      .map(({ path }) => path),
  ]);
  expect(shipped).toEqual([]);
});

/** Code that names the first country, its region or a zone of it, and why it may. */
const NAMES_A_PLACE: readonly { readonly path: RegExp; readonly because: string }[] = [
  { path: /^packages\/requirements\/src\/owner-document\.ts$/, because: "what the owner's document says of Indonesia" },
  {
    path: /^packages\/requirements\/src\/ledger\/(environments|governance|data-analysis)\.ts$/,
    because: "the owner's statements, and deviations from them, in words",
  },
  { path: /^packages\/governance\/src\/(backup-resource-types|inspector)\.ts$/, because: 'facts with their source' },
  {
    path: /^packages\/cli\/src\/(program|command-parts|delivery-commands|state-commands)\.ts$/,
    because: 'examples in the help, which name environments that exist',
  },
  { path: /^packages\/testing\/src\/stack-for\.ts$/, because: 'stacks of tests' },
  {
    path: /^packages\/cli\/src\/docs\/who-may\/(question|record-topics)\.ts$/,
    because: "the questions are asked of production's policies",
  },
  { path: /^packages\/guardrails\/src\/rules\/semantics\/backup-types\.ts$/, because: 'facts with their source' },
  {
    path: /^packages\/rehearsal\/src\/replacement\/derive-replacement\.ts$/,
    because: 'a plugin wants some region before it plans',
  },
];

describe('a country or a region (CTY-1)', () => {
  const NAMED = /jakarta|indonesia|\bwib\b|apse3|ap-southeast-3/i;
  /** An example of a form: "as in" such a name, or "such as" one. */
  const isExample = (line: string) =>
    /^\s*(\*|\/\/|\/\*)/.test(line) && /\b(as in|such as|as people know)\b|`indonesia\//.test(line);
  const shipped = packages
    .filter(({ folder }) => !isApp(folder))
    .flatMap(({ sources: files }) => files)
    .filter(({ path, isTest }) => !isTest && !/\/(fixtures|mutants)(\.ts$|\/)|\/readme-example\.ts$/.test(path));
  const naming = shipped.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      // A sentence may go on from the line above.
      const isSample = isExample(line) || (isExample(lines[index - 1] ?? '') && /^\s*\*/.test(line));
      return NAMED.test(line) && !isSample ? [{ path, line: index + 1 }] : [];
    });
  });

  test('is named outside of apps and the data of regions only where a reason is given', () => {
    const unexplained = naming.filter(({ path }) => !NAMES_A_PLACE.some((one) => one.path.test(path)));
    expect(unexplained.map(({ path, line }) => `${path}:${line}`)).toEqual([]);
  });

  test('is named where a reason is given, or the reason goes', () => {
    for (const { path, because } of NAMES_A_PLACE) {
      expect(
        naming.filter((one) => path.test(one.path)),
        because,
      ).not.toEqual([]);
    }
  });
});

describe('the lock file', () => {
  test('names no registry, so that it works with any', () => {
    expect(lockFile.split('\n').filter((line) => /tarball:|https?:\/\//.test(line))).toEqual([]);
  });

  test('has one version of constructs, since two crash a synthesis', () => {
    const versions = [...lockFile.matchAll(/^ {2}constructs@([^:(]+):$/gm)].map(([, version]) => version);
    expect([...new Set(versions)]).toEqual(['10.4.2']);
  });
});
