import { type KubernetesObject, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { CLICKHOUSE_PODS } from './clickhouse.ts';
import { liesOverZones, listAt, terabytes, theObject } from './data-objects.ts';
import { mayReach, objectsOf } from './telemetry-clusters.ts';

const NAMESPACE = 'etl';
const NAME = 'zookeeper';
const LABELS = { 'app.kubernetes.io/name': NAME };
const CLIENTS = 2281;

/** ZooKeeper runs: members with two disks each, a quorum over zones, and ClickHouse that finds it (DAT-ZOOKEEPER). */
export function hasZookeeper(one: EnvironmentExamination): void {
  const ensemble = theObject(one, 'StatefulSet', NAMESPACE, NAME);
  if (ensemble === undefined) return;
  const members = Number(ensemble.spec.replicas);
  const isOdd = members % 2 === 1;
  const wanted = one.isQuantified ? '3 members' : 'an odd number of members';
  one.holds(ensemble.resource, wanted, `${members}`, one.isQuantified ? members === 3 : isOdd);
  liesOverZones(one, ensemble, 'spec.template.spec.topologySpreadConstraints', 'members');
  hasDisks(one, ensemble);
  isClosed(one, ensemble);
  if (members > 1) isRenewedOneByOne(one, ensemble);
  mayReach(one, ensemble.cluster, CLICKHOUSE_PODS, { namespace: NAMESPACE, name: NAME, labels: LABELS }, CLIENTS);
}

function hasDisks(one: EnvironmentExamination, { spec, resource }: KubernetesObject): void {
  const claims = listAt(spec, 'volumeClaimTemplates');
  one.holds(resource, 'a disk for snapshots and one for the log', `${claims.length} claims`, claims.length === 2);
  if (!one.isQuantified) return;
  const total = claims.reduce((sum, claim) => sum + terabytes(valueAt(claim, 'spec.resources.requests.storage')), 0);
  one.holds(resource, '3 TB for each member', `${total.toFixed(2)} TB`, total >= 3);
}

/** What a member lets in stands in its configuration. */
function isClosed(one: EnvironmentExamination, { cluster, resource }: KubernetesObject): void {
  const file = objectsOf(one, 'ConfigMap').find(
    (object) => object.cluster === cluster && object.namespace === NAMESPACE && object.name === NAME,
  );
  const text = Object.values(Object(file?.body.data)).join('\n').split('\n');
  const wanted = [`secureClientPort=${CLIENTS}`, 'ssl.clientAuth=need', 'sslQuorum=true'];
  const missing = wanted.filter((line) => !text.includes(line));
  const plain = text.filter((line) => /^clientPort=/.test(line));
  const found = [...missing.map((line) => `no ${line}`), ...plain].join(', ') || 'all of it';
  one.holds(
    file?.resource ?? resource,
    'TLS with certificates of both sides, and nothing else',
    found,
    found === 'all of it',
  );
}

function isRenewedOneByOne(one: EnvironmentExamination, { cluster, resource }: KubernetesObject): void {
  const budget = objectsOf(one, 'PodDisruptionBudget').find(
    (object) => object.cluster === cluster && object.namespace === NAMESPACE && object.name === NAME,
  );
  const most = String(budget?.spec.maxUnavailable ?? 'no budget');
  one.holds(budget?.resource ?? resource, 'one member at a time that may go', most, most === '1');
}
