import { Annotations } from 'cdktf';
import type { Construct } from 'constructs';
import { throwIfAny } from '../errors/validation-error.ts';
import { EstateStack } from '../estate-stack.ts';
import { tagText } from '../naming/tag-text.ts';

/**
 * Whether Terraform and AWS may delete something that holds data.
 *
 * Permission takes two keys: a reason here, and `allowDataLoss` in the environment.
 */
export type Deletion = 'protected' | { readonly allowedBecause: string };

/** What a {@link Deletion} means for the resources of a construct. */
export interface Protection {
  /** For `lifecycle.prevent_destroy` and the service's own deletion protection. */
  readonly isProtected: boolean;
  /** Tags for the resource, so that an auditor finds in AWS what was weakened, and why. */
  readonly tags: Record<string, string>;
}

/**
 * Reads a construct's `deletion` and checks the second key.
 *
 * @throws ValidationError if a reason is given but the environment does not allow data loss, or the reason is empty.
 */
export function protectionOf(construct: Construct, deletion: Deletion): Protection {
  if (deletion === 'protected') return { isProtected: true, tags: {} };
  const { environment } = EstateStack.ofConstruct(construct);
  const reason = deletion.allowedBecause;
  const problems = reason.trim() === '' ? ['deletion.allowedBecause is empty; say why the data may be lost'] : [];
  if (!environment.allowDataLoss) {
    problems.push(
      `deletion is allowed because ${JSON.stringify(reason)}, but ${environment.id} does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected`,
    );
  }
  throwIfAny(construct, problems);
  Annotations.of(construct).addInfo(`may be deleted with its data: ${reason}`);
  return {
    isProtected: false,
    tags: { 'deletion-allowed-because': tagText(reason) },
  };
}
