import type { Rule } from '../rule.ts';
import { chartVersions } from './lifecycle/chart-versions.ts';
import { extendedSupportChosen } from './lifecycle/extended-support-chosen.ts';
import { functionRuntimes } from './lifecycle/function-runtimes.ts';
import { kubernetesVersion } from './lifecycle/kubernetes-version.ts';
import { machineImages } from './lifecycle/machine-images.ts';
import { mysqlVersion } from './lifecycle/mysql-version.ts';
import { rabbitmqVersion } from './lifecycle/rabbitmq-version.ts';
import { redisVersion } from './lifecycle/redis-version.ts';
import { waiverTerms } from './lifecycle/waiver-terms.ts';

/** Rules of the family `lifecycle`. */
export const LIFECYCLE_RULES: readonly Rule[] = [
  chartVersions,
  extendedSupportChosen,
  functionRuntimes,
  kubernetesVersion,
  machineImages,
  mysqlVersion,
  rabbitmqVersion,
  redisVersion,
  waiverTerms,
];
