import { type Deletion, EstateStack, type Protection, protectionOf, throwIfAny } from '@smile/core';
import type { Construct } from 'constructs';
import { classProblems } from '../classes/class-problems.ts';
import { type UpkeepWindows, upkeepProblems, upkeepWindows } from '../upkeep/upkeep.ts';
import { diskProblems } from './disk-problems.ts';
import type { MysqlDatabaseProps } from './mysql-database.ts';

/** {@link MysqlDatabaseProps} with defaults, checked. */
export interface MysqlSettings
  extends Required<Omit<MysqlDatabaseProps, 'provisionedDisk' | 'deletion' | 'upkeep'>>,
    Pick<MysqlDatabaseProps, 'provisionedDisk'> {
  readonly windows: UpkeepWindows;
  readonly protection: Protection;
}

const PROTECTED: Deletion = 'protected';

/**
 * Fills in defaults and checks everything that RDS would only refuse at apply.
 *
 * @throws ValidationError with every problem.
 */
export function resolve(construct: Construct, props: MysqlDatabaseProps): MysqlSettings {
  const { region, country } = EstateStack.ofConstruct(construct).environment;
  const { storage, storageLimit, provisionedDisk } = props;
  throwIfAny(construct, [
    ...classProblems('rdsMysql', 'instanceClass', props.instanceClass, region),
    ...insightsProblems(props.instanceClass),
    ...diskProblems({ storage, storageLimit, provisioned: provisionedDisk }),
    ...upkeepProblems(props.upkeep, country.timeZone),
  ]);
  return {
    ...props,
    multiAz: props.multiAz ?? true,
    changeDataCapture: props.changeDataCapture ?? false,
    backupRetention: props.backupRetention ?? '7 days',
    logRetention: props.logRetention ?? '90 days',
    windows: upkeepWindows(props.upkeep, country.timeZone),
    protection: protectionOf(construct, props.deletion ?? PROTECTED),
  };
}

/** Source: RDS user guide, "Amazon RDS DB engine, Region, and instance class support for Performance Insights". */
function insightsProblems(instanceClass: string): string[] {
  if (!/^t\w+\.(micro|small)$/.test(instanceClass)) return [];
  return [
    `instanceClass: Performance Insights does not run on db.${instanceClass}; choose db.${instanceClass.split('.')[0]}.medium or larger`,
  ];
}
