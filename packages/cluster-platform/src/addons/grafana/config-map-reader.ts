import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { MONITORING } from '../../telemetry/telemetry-pods.ts';

export interface ConfigMapReaderProps {
  /** Service account in `monitoring`. */
  readonly serviceAccount: string;
}

/**
 * Lets Grafana find its dashboards in the ConfigMaps of all namespaces. Not by the chart's own role, which reads the Secrets of all
 * namespaces too.
 */
export class ConfigMapReader extends Construct {
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { serviceAccount }: ConfigMapReaderProps) {
    super(scope, id);
    const name = 'grafana-dashboards';
    const role = new ClusterRoleV1(this, 'Role', {
      metadata: { name },
      rule: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'watch'] }],
    });
    const binding = new ClusterRoleBindingV1(this, 'Default', {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.metadata.name },
      subject: [{ kind: 'ServiceAccount', name: serviceAccount, namespace: MONITORING }],
    });
    this.ready = [binding];
  }
}
