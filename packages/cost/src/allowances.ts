/** What AWS gives an account for nothing in a month, in units of a price. It belongs to the account, not to a resource. */
export interface Allowance {
  readonly price: string;
  readonly service: string;
  readonly what: string;
  readonly units: number;
  readonly source: string;
}

/** Free parts that do not end after a year. */
export const ALLOWANCES: readonly Allowance[] = [
  {
    price: 'cloudwatch/alarm',
    service: 'CloudWatch',
    what: 'first 10 alarm metrics',
    units: 10,
    source: 'https://aws.amazon.com/cloudwatch/pricing',
  },
  {
    price: 'cloudwatch/dashboard',
    service: 'CloudWatch',
    what: 'first 3 dashboards',
    units: 3,
    source: 'https://aws.amazon.com/cloudwatch/pricing',
  },
  {
    price: 'cloudwatch/logs-ingested',
    service: 'CloudWatch',
    what: 'first 5 GB of logs',
    units: 5,
    source: 'https://aws.amazon.com/cloudwatch/pricing',
  },
  {
    price: 'transfer/internet-out',
    service: 'Data transfer',
    what: 'first 100 GB out',
    units: 100,
    source: 'https://aws.amazon.com/ec2/pricing/on-demand',
  },
  {
    price: 'kms/requests',
    service: 'KMS',
    what: 'first 20,000 requests',
    units: 2,
    source: 'https://aws.amazon.com/kms/pricing',
  },
];
