import { Pods, type PodsProps } from '../namespaces/pods.ts';
import { TRUST_DOMAIN } from './mesh-names.ts';

export interface MeshedPodsProps extends PodsProps {
  /** Service account of the pods: the mesh proves it by certificate, whatever address a call comes from. */
  readonly serviceAccount: string;
}

/** Pods with a proxy of the mesh: they prove who they are by their service account. */
export class MeshedPods extends Pods {
  readonly serviceAccount: string;

  constructor(props: MeshedPodsProps) {
    super(props);
    this.serviceAccount = props.serviceAccount;
  }

  /** As authorization policies name them, without `spiffe://`. */
  get principal(): string {
    return `${TRUST_DOMAIN}/ns/${this.namespace}/sa/${this.serviceAccount}`;
  }
}
