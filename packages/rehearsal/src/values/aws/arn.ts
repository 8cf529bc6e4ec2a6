/** Template of a regional ARN. */
export function arn(service: string, resource: string): string {
  return `arn:{partition}:${service}:{region}:{account}:${resource}`;
}

/** Template of the ARN of a service without regions, such as IAM. */
export function globalArn(service: string, resource: string): string {
  return `arn:{partition}:${service}::{account}:${resource}`;
}
