import { PODS, secretFieldsFor } from '@smile/databases/secrets';
import { CLICKHOUSE_USERS } from './clickhouse-addresses.ts';

/** Kubernetes Secret with the digest of each user's password. */
const PASSWORDS = 'clickhouse-users';

type ClickhouseUser = (typeof CLICKHOUSE_USERS)[number];

/** Addresses of the pod itself. */
const OF_POD = ['127.0.0.1', '::1'];

/** Who may do more than read and write. */
const ADMINISTRATORS: readonly ClickhouseUser[] = ['admin'];

/** Who comes from the pod itself: the container of backups. */
const LOCAL: readonly ClickhouseUser[] = ['backup'];

/** How much a user may do in an hour, where one program of its could keep everybody else waiting. */
const HOURLY: Partial<Record<ClickhouseUser, { readonly queries: number; readonly execution_time: number }>> = {
  ingest: { queries: 200_000, execution_time: 20_000 },
  etl: { queries: 5000, execution_time: 10_000 },
};

const HOUR_SECONDS = 3600;

/**
 * Users with the digests of their passwords, which the pod reads from a Kubernetes Secret: nothing of them is here, nor in the object.
 * https://github.com/Altinity/clickhouse-operator/blob/0.26.0/docs/security_hardening.md
 *
 * @param network block of the addresses that pods have.
 */
export function users(network: string) {
  const named = CLICKHOUSE_USERS.map((user) => ({
    [`${user}/profile`]: 'default',
    [`${user}/quota`]: HOURLY[user] === undefined ? 'default' : user,
    [`${user}/networks/ip`]: LOCAL.includes(user) ? OF_POD : [network],
    [`${user}/password_sha256_hex`]: {
      valueFrom: { secretKeyRef: { name: PASSWORDS, key: digestKey(user) } },
    },
    ...(ADMINISTRATORS.includes(user) ? { [`${user}/access_management`]: 1 } : {}),
  }));
  // The one without a password is for whoever is in the pod already.
  return Object.assign({ 'default/networks/ip': OF_POD }, ...named);
}

/** https://clickhouse.com/docs/operations/quotas: 0 is no limit. */
export function quotas() {
  const limited = Object.entries(HOURLY).map(([user, { queries, execution_time }]) => ({
    [`${user}/interval/duration`]: HOUR_SECONDS,
    [`${user}/interval/queries`]: queries,
    [`${user}/interval/execution_time`]: execution_time,
  }));
  return Object.assign({ 'default/interval/duration': HOUR_SECONDS, 'default/interval/queries': 0 }, ...limited);
}

/**
 * Key of a user's digest, which the catalogue of secrets knows.
 *
 * @throws Error for a user whom it does not know, since the pods would never start.
 */
function digestKey(user: ClickhouseUser): string {
  const key = `${user}_sha256`;
  const known = secretFieldsFor(PODS.clickhouse).flatMap(({ field }) =>
    field.readers.flatMap(({ into }) => into ?? []),
  );
  if (known.some((into) => into.secret === PASSWORDS && into.key === key && into.as === 'sha256')) return key;
  throw new Error(`no field of a secret fills ${PASSWORDS}/${key}; add one to data-secrets.ts`);
}
