/**
 * AWS services that a VPC can reach through an interface endpoint, by the last part of the service name
 * (`com.amazonaws.<region>.<service>`).
 *
 * With all of these, nodes without a route to the internet can join a cluster, pull images, log in and log.
 * Source: EKS guide "private clusters", Systems Manager guide "VPC endpoints".
 */
export const INTERFACE_ENDPOINT_SERVICES = [
  'autoscaling',
  'ec2',
  'ec2messages',
  'ecr.api',
  'ecr.dkr',
  'eks',
  'eks-auth',
  'elasticloadbalancing',
  'kms',
  'logs',
  'secretsmanager',
  'ssm',
  'ssmmessages',
  'sts',
] as const;

/** One of {@link INTERFACE_ENDPOINT_SERVICES}. */
export type InterfaceEndpointService = (typeof INTERFACE_ENDPOINT_SERVICES)[number];
