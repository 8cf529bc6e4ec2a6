import { PREVIEW_WORDS, previewHost, previewLabel, throwIfAny } from '@smile/core';
import { USERS_REALM } from '../sign-in/sign-in-addresses.ts';
import { SERVICES } from '../workloads/services.ts';
import type { Preview, PreviewGround } from './preview.ts';
import { PREVIEWS_REALM } from './preview-places.ts';

/** Names of managed stores: settings that have one would lead a preview to data of the environment. */
const STORE_HOST = /\.(?:rds|cache|mq)\.(?:[a-z0-9-]+\.)*(?:on\.aws|amazonaws\.com)\b/i;

/** Names of stores in the private zone, by their label there, and what the preview has instead. */
const STORES = {
  mysql: 'mysql',
  'mysql-main': 'mysql',
  'mysql-wms': 'mysql',
  redis: 'redis',
  rabbitmq: 'rabbitmq',
} as const;

/**
 * Plain settings of a service as they are in a preview: hosts, services, stores and realm of the environment become those of the preview.
 *
 * @throws ValidationError for a setting that names a store of the environment by its address in AWS.
 */
export function previewSettings(
  ground: PreviewGround,
  preview: Preview,
  service: string,
  settings: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  throwIfAny(
    `${ground.environment.id} ${preview.slot}`,
    Object.entries(settings)
      .filter(([, value]) => STORE_HOST.test(value))
      .map(
        ([name]) =>
          `platform.services.${service}.settings.${name} names a store of the environment, which no preview reaches; name it by its name in ${ground.environment.network.privateDomain}, which becomes the preview's own`,
      ),
  );
  const replacements = replacementsOf(ground, preview);
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [
      name,
      replacements.reduce((text, [from, to]) => text.replaceAll(from, to), value),
    ]),
  );
}

function replacementsOf(
  { environment, domain }: PreviewGround,
  preview: Preview,
): readonly (readonly [RegExp, string])[] {
  const hosts = Object.values(environment.edge?.loadBalancers ?? {}).flatMap(({ hosts: named }) =>
    PREVIEW_WORDS.flatMap((word) => {
      const host = named[word];
      return host === undefined ? [] : [[wholeName(host), previewHost(word, previewLabel(preview), domain)] as const];
    }),
  );
  const namespaces = [...new Set(Object.values(SERVICES).map(({ namespace }) => namespace))].map(
    (namespace) => [new RegExp(`(?<=[\\w-]\\.)${namespace}(?=\\.svc\\b)`, 'g'), preview.slot] as const,
  );
  const stores = Object.entries(STORES).map(
    ([label, own]) => [wholeName(`${label}.${environment.network.privateDomain}`), own] as const,
  );
  const realm = [new RegExp(`(?<=/realms/)${USERS_REALM}(?![\\w-])`, 'g'), PREVIEWS_REALM] as const;
  return [...hosts, ...namespaces, ...stores, realm];
}

/** A host where it is not a part of another one. */
function wholeName(host: string): RegExp {
  return new RegExp(`(?<![\\w.-])${host.replaceAll('.', '\\.')}(?![\\w-]|\\.\\w)`, 'g');
}
