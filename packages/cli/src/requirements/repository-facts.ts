import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import type { RepositoryFacts } from '@smile/requirements';

/** What the requirements ask about the code itself. */
export function repositoryFacts(root: string): RepositoryFacts {
  const packages = filesUnder(root, 'packages');
  const apps = filesUnder(root, 'apps');
  return {
    environmentFiles: Object.fromEntries(environmentIds().map((id) => [id, filesOf(apps, `apps/${id}/`)])),
    testFiles: [...packages, ...apps].filter((path) => path.endsWith('.test.ts')),
    stageConditions: packages
      .filter(buildsTheEstate)
      .flatMap((path) => stageConditions(path, readFileSync(join(root, path), 'utf8'))),
    switchedOff: Object.fromEntries(
      environmentIds().map((id) => [
        id,
        switchedOff(readFileSync(join(root, 'apps', id, 'src', 'environment.ts'), 'utf8')),
      ]),
    ),
    pipelines: readdirSync(root).includes('pipelines')
      ? filesUnder(root, 'pipelines').filter((path) => path.endsWith('.Jenkinsfile'))
      : [],
  };
}

/** Packages that look at the estate, where a question for the stage is their very subject. */
const LOOKERS = ['cli', 'diagrams', 'guardrails', 'inventory', 'rehearsal', 'report', 'requirements', 'testing'];

function buildsTheEstate(path: string): boolean {
  const [, name = ''] = path.split('/');
  return !LOOKERS.includes(name) && path.endsWith('.ts') && !/\.test\.ts$|\/fixtures(\.ts$|\/)/.test(path);
}

/** A comparison with a stage or a country, or a choice by one. A table that names something for every stage is none. */
const CONDITION =
  /\b(stage|country(\.id)?)\s*[!=]==?|[!=]==?\s*'(production|staging|dev)'|\bswitch\s*\([^)]*\b(stage|country)\b/;

/** Places in a file that ask for a stage or a country. */
export function stageConditions(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const isComment = /^\s*(\*|\/\/|\/\*)/.test(line);
    return CONDITION.test(line) && !isComment ? [`${path}:${index + 1}`] : [];
  });
}

/** Names of values that are the word `off`. */
function switchedOff(text: string): string[] {
  return [...text.matchAll(/^\s*(\w+): 'off',/gm)].map(([, name = '']) => name);
}

function filesOf(paths: readonly string[], folder: string): string[] {
  return paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
}

function filesUnder(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (!entry.isDirectory()) return [path];
      return entry.name === 'node_modules' ? [] : filesUnder(root, path);
    });
}
