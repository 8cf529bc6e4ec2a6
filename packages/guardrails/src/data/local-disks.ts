/**
 * Disks inside of nodes that hold data, by instance type: how many, and gigabytes of 10^9 bytes of each. A type that is not here is
 * not judged.
 *
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/so.html#so_instance-store
 */
export const LOCAL_DISKS: Readonly<Record<string, readonly [count: number, gigabytes: number]>> = {
  'd3en.xlarge': [2, 13_980],
  'd3en.2xlarge': [4, 13_980],
  'd3en.4xlarge': [8, 13_980],
  'i3en.xlarge': [1, 2500],
  'i3en.2xlarge': [2, 2500],
  'i3en.3xlarge': [1, 7500],
  'i3en.6xlarge': [2, 7500],
};
