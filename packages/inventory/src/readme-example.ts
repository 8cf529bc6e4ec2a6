import { Inventory } from '@smile/inventory';

/** Lists production databases without daily backup or protection from destroy, with whatever refers to them. */
export function unprotectedDatabases(directory: string): readonly string[] {
  const inventory = Inventory.fromSynth(directory);
  const databases = inventory
    .resources({ type: 'aws_db_instance', environment: 'indonesia/production' })
    .filter((database) => database.tagsAll.backup !== 'daily' || !database.lifecycle.preventDestroy);
  return databases.map((database) => {
    const readers = inventory.referencedBy(database).map(({ stack, address }) => `${stack} ${address}`);
    return `${database.constructPath} is read by ${readers.join(', ')}`;
  });
}
