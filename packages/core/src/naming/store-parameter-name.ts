import type { Environment } from '../environment/environment.ts';
import { STAGE_ABBREVIATIONS } from '../environment/stages.ts';
import type { DataStore } from '../stores/data-stores.ts';

/**
 * Name of the SSM parameter that tells a fact about a data store, as in `/smile/prd/databases/mysql-main/host`.
 *
 * The databases stack writes these; people, hosts and clusters read them without access to Terraform states.
 */
export function storeParameterName(environment: Environment, store: DataStore, fact: string): string {
  const { country, stage } = environment;
  return `/${country.namePrefix}/${STAGE_ABBREVIATIONS[stage]}/databases/${store}/${fact}`;
}
