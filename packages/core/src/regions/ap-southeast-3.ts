import classes from '../../data/ap-southeast-3/classes.json' with { type: 'json' };
import ec2Offerings from '../../data/ap-southeast-3/ec2-offerings.json' with { type: 'json' };
import ec2Prices from '../../data/ap-southeast-3/ec2-prices.json' with { type: 'json' };
import services from '../../data/ap-southeast-3/services.json' with { type: 'json' };
import type { Ec2Price, RegionFacts } from './region-facts.ts';

/**
 * Jakarta (REG-1).
 *
 * Zone ids and the opt-in flag: AWS region table. Load-balancer log account: the `aws_elb_service_account` data source
 * of the AWS provider, which carries the legacy account because Jakarta opened before August 2022.
 */
export const AP_SOUTHEAST_3: RegionFacts = {
  region: 'ap-southeast-3',
  city: 'Jakarta',
  optIn: true,
  zones: [
    { id: 'apse3-az1', usualName: 'ap-southeast-3a' },
    { id: 'apse3-az2', usualName: 'ap-southeast-3b' },
    { id: 'apse3-az3', usualName: 'ap-southeast-3c' },
  ],
  elbLogAccountId: '589379963580',
  ec2Offerings,
  // A JSON import types `basis` as string; the test of this file checks every entry.
  ec2Prices: ec2Prices as typeof ec2Prices & { readonly byType: Readonly<Record<string, Ec2Price>> },
  classes,
  services,
};
