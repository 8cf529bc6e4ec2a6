import type { Environment } from '@smile/core';

/** Name of the document for shells, as in `smile-prd-shell`. */
export function shellDocumentName(environment: Environment): string {
  return `${environment.namePrefix}-shell`;
}

/** Name of the document for forwarded ports, as in `smile-prd-port-forward`. */
export function portForwardDocumentName(environment: Environment): string {
  return `${environment.namePrefix}-port-forward`;
}

/** Name of the role that operators take on, as in `smile-prd-operator`. */
export function operatorRoleName(environment: Environment): string {
  return `${environment.namePrefix}-operator`;
}

/** ARN of the operator role, as a text: clusters name it before it exists. */
export function operatorRoleArn(environment: Environment): string {
  return `arn:aws:iam::${environment.account.id}:role/${operatorRoleName(environment)}`;
}
