import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Inventory, Resource, Stack } from '@smile/inventory';
import { chartOf } from '../kubernetes/chart.ts';
import type { Finding } from './report.ts';

/**
 * Releases of a stack whose chart the Helm provider would not find when it plans: it loads every chart then. Archives may be missing,
 * since a rehearsal installs none; a folder is the project's own, and is copied along with the stack.
 *
 * Source of the words: provider, helm/resource_helm_release.go, getChart; Helm, pkg/action/install.go, LocateChart; pkg/chart/loader
 */
export function missingCharts(stack: Stack, synthesized: Inventory): Finding[] {
  const { directory } = stack;
  if (directory === undefined) return [];
  return synthesized.resources({ stack: stack.name, type: 'helm_release' }).flatMap((release) => {
    const problem = chartProblem(release, directory);
    return problem === undefined
      ? []
      : [{ ...problem, address: release.address, constructPath: release.constructPath }];
  });
}

function chartProblem({ values }: Resource, directory: string): Pick<Finding, 'summary' | 'detail'> | undefined {
  const { chart, repository } = values;
  if (typeof chart !== 'string' || chart.includes('${') || /^[a-z+]+:\/\//.test(chart)) return undefined;
  if (typeof repository === 'string' && repository !== '') return undefined;
  const { isArchive, isLocal } = chartOf({ chart });
  if (isArchive) return undefined;
  if (!isLocal && !existsSync(join(directory, chart))) {
    return {
      summary: `Error locating chart: Unable to locate chart ${chart}: non-absolute URLs should be in form of repo_name/path_to_chart, got: ${chart}`,
      detail: 'name an archive in the cache of charts, a folder beside the stack, or the repository',
    };
  }
  const folder = resolve(directory, chart);
  if (!existsSync(folder)) {
    return {
      summary: `Error locating chart: Unable to locate chart ${chart}: path "${chart}" not found`,
      detail: `there is no folder of that name beside the configuration of the stack; a TerraformAsset puts one there`,
    };
  }
  return existsSync(join(folder, 'Chart.yaml'))
    ? undefined
    : {
        summary: `Error loading chart: Unable to load chart ${chart}: Chart.yaml file is missing`,
        detail: 'the folder is there and holds no chart; its Chart.yaml gives name and version',
      };
}
