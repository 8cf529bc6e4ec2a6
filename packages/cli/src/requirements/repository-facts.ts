import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import { knownRegions, regionFacts } from '@smile/core';
import type { Promises, RepositoryFacts } from '@smile/requirements';
import type { Command } from 'commander';
import { createProgram } from '../program.ts';
import { placeLiterals, stageConditions } from './assumptions.ts';

/** What the requirements ask about the code itself. */
export function repositoryFacts(root: string, folders: EnvironmentFolders = foldersOfApps()): RepositoryFacts {
  const packages = filesUnder(root, 'packages');
  const builders = packages
    .filter(buildsTheEstate)
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const words = namesOfPlaces(folders);
  const ofEach = <T>(read: (folder: string) => T) =>
    Object.fromEntries(Object.entries(folders).map(([id, folder]) => [id, read(folder)]));
  const files = Object.fromEntries(Object.entries(folders).map(([id, folder]) => [id, filesUnder(root, folder)]));
  return {
    environmentFiles: Object.fromEntries(
      Object.entries(files).map(([id, paths]) => [id, filesOf(paths, `${folders[id]}/`)]),
    ),
    promises: ofEach((folder) => promisesOf(root, folder)),
    testFiles: [...new Set([...packages, ...Object.values(files).flat()])].filter((path) => path.endsWith('.test.ts')),
    stageConditions: builders.flatMap(({ path, text }) => stageConditions(path, text)),
    placeLiterals: builders.flatMap(({ path, text }) => placeLiterals(path, text, words)),
    switchedOff: ofEach((folder) => switchedOff(readFileSync(join(root, folder, 'src', 'environment.ts'), 'utf8'))),
    commands: commandNames(createProgram([], () => undefined)),
    pipelines: readdirSync(root).includes('pipelines')
      ? filesUnder(root, 'pipelines').filter((path) => path.endsWith('.Jenkinsfile'))
      : [],
  };
}

/** Commands with those inside them, as they are typed. */
function commandNames({ commands }: Command, before = ''): readonly string[] {
  return commands.flatMap((command) => {
    const name = `${before}${command.name()}`;
    return [name, ...commandNames(command, `${name} `)];
  });
}

/** Where the values of each environment are, relative to the repository, by id. */
export type EnvironmentFolders = Readonly<Record<string, string>>;

/** The folders of the real environments. */
export function foldersOfApps(): EnvironmentFolders {
  return Object.fromEntries(environmentIds().map((id) => [id, `apps/${id}`]));
}

/** Names that only one country has: those of the countries, and of the cities of the regions. */
function namesOfPlaces(folders: EnvironmentFolders): readonly string[] {
  const countries = Object.keys(folders).map((id) => id.slice(0, id.indexOf('/')));
  return [...new Set([...countries, ...knownRegions().map((region) => regionFacts(region).city)])];
}

/** What the values say as plain words; what they say otherwise stays unknown. */
function promisesOf(root: string, folder: string): Promises {
  const country = readFileSync(join(root, folder, '..', 'country.ts'), 'utf8');
  const [, governance = ''] = readFileSync(join(root, folder, 'src', 'environment.ts'), 'utf8').split('governance: {');
  const said = (text: string, name: string) => new RegExp(`^\\s*${name}: '([^']+)',`, 'm').exec(text)?.[1];
  return {
    region: said(country, 'region'),
    timeZone: said(country, 'timeZone'),
    backupAt: said(governance.split('}')[0] ?? '', 'backupAt'),
  };
}

/** Packages that look at the estate, where a question for the stage is their very subject. */
const LOOKERS = [
  'cli',
  'delivery',
  'diagrams',
  'diff',
  'guardrails',
  'inventory',
  'mutation',
  'policy',
  'rehearsal',
  'report',
  'requirements',
  'states',
  'testing',
];

function buildsTheEstate(path: string): boolean {
  const [, name = ''] = path.split('/');
  return (
    !LOOKERS.includes(name) &&
    path.endsWith('.ts') &&
    !/\.test\.ts$|\/fixtures(\.ts$|\/)|\/readme-example\.ts$/.test(path)
  );
}

/** Names of values that are the word `off`. */
function switchedOff(text: string): string[] {
  return [...text.matchAll(/^\s*(\w+): 'off',/gm)].map(([, name = '']) => name);
}

function filesOf(paths: readonly string[], folder: string): string[] {
  return paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
}

/** What tools make beside the code, and Git ignores: two checkouts of one commit differ in it. */
const MADE = ['node_modules', 'cdktf.out'];

/** Paths of the files in a folder and below it, without what tools make. */
export function filesUnder(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (!entry.isDirectory()) return [path];
      return MADE.includes(entry.name) ? [] : filesUnder(root, path);
    });
}
