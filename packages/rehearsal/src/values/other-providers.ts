import { factsOfKubernetes } from '../kubernetes/facts.ts';
import { HELM_RELEASE } from '../kubernetes/helm-facts.ts';
import { factsOfCloudflare } from './cloudflare.ts';
import type { TypeFacts } from './facts.ts';

/** Facts of a type of the Kubernetes, Helm or Cloudflare provider; undefined for any other. */
export function factsOfOtherProvider(type: string): TypeFacts | undefined {
  if (type === 'helm_release') return HELM_RELEASE;
  if (type.startsWith('cloudflare_')) return factsOfCloudflare(type);
  return type.startsWith('kubernetes_') ? factsOfKubernetes(type) : undefined;
}
