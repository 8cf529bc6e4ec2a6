import { describe, expect, test } from 'vitest';
import { CHART_NAMES, CHARTS } from '../charts/charts.ts';
import { CACHED_REGISTRIES, cachedRegistryOf } from './cached-registries.ts';
import { imageRepository, platformRepository, registryHost } from './image-repository.ts';
import { IMAGE_NAMES, IMAGES } from './images.ts';

const images = IMAGE_NAMES.map((name) => ({ name, ...IMAGES[name] }));
const namesOf = (wrong: readonly { readonly name: string }[]) => wrong.map(({ name }) => name);

describe('the catalogue of images', () => {
  test('says where each row was read', () => {
    expect(namesOf(images.filter(({ source }) => !source.startsWith('https://')))).toEqual([]);
  });

  test('has arm64 for each image, which the system nodes are, or says why not', () => {
    const lacking = images.filter(({ architectures }) => !architectures.includes('arm64'));
    expect(namesOf(lacking.filter(({ withoutArm64Because }) => withoutArm64Because === undefined))).toEqual([]);
    expect(namesOf(images.filter(({ architectures }) => architectures.length === 0))).toEqual([]);
  });

  test('pins tags that say a version', () => {
    // https://docs.docker.com/reference/cli/docker/image/tag/: letters, digits, underscores, periods, hyphens; 128 at most.
    expect(namesOf(images.filter(({ tag }) => !/^[\w][\w.-]{0,127}$/.test(tag) || !/\d/.test(tag)))).toEqual([]);
    expect(namesOf(images.filter(({ tag }) => /latest|stable$|nightly/.test(tag) && !/\d\.\d/.test(tag)))).toEqual([]);
  });

  test('caches what ECR can cache, and copies what it cannot', () => {
    const cacheable = (upstream: string) => cachedRegistryOf(upstream.split('/')[0] ?? '') !== undefined;
    const wrong = images.filter(
      ({ obtained, upstream }) => obtained !== 'build' && (obtained === 'cache') !== cacheable(upstream),
    );
    expect(namesOf(wrong)).toEqual([]);
  });

  test('names the host of each upstream, since docker.io goes without saying for Docker alone', () => {
    expect(namesOf(images.filter(({ upstream }) => !/^[a-z0-9.-]+\.[a-z]+(\/[a-z0-9._-]+)+$/.test(upstream)))).toEqual(
      [],
    );
  });

  test('has no two rows for one image', () => {
    const addresses = images.map(({ upstream, tag }) => `${upstream}:${tag}`);
    expect(addresses.filter((one, index) => addresses.indexOf(one) !== index)).toEqual([]);
  });

  test('holds no image that nothing uses', () => {
    const ofCharts = new Set<string>(CHART_NAMES.flatMap((name) => CHARTS[name].images));
    expect(namesOf(images.filter(({ name, purpose }) => !ofCharts.has(name) && purpose === undefined))).toEqual([]);
  });

  test('names the base of each image that is built, and of no other', () => {
    expect(
      namesOf(images.filter(({ obtained, baseTag }) => (obtained === 'build') !== (baseTag !== undefined))),
    ).toEqual([]);
  });
});

describe('where an image is pulled from', () => {
  const owner = { accountId: '111111111111', region: 'eu-central-1', namePrefix: 'smile-prd' };
  const host = '111111111111.dkr.ecr.eu-central-1.amazonaws.com';

  test('a cached one: the prefix of its cache and its path upstream', () => {
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-working-pulling.html
    expect(imageRepository('keycloak', owner)).toBe(`${host}/smile-prd-quay/keycloak/keycloak`);
    expect(imageRepository('memcached', owner)).toBe(`${host}/smile-prd-ecr-public/docker/library/memcached`);
    expect(imageRepository('metrics-server', owner)).toBe(`${host}/smile-prd-kubernetes/metrics-server/metrics-server`);
  });

  test('one that is copied or built: a repository of its own', () => {
    expect(imageRepository('loki', owner)).toBe(`${host}/smile-prd/platform/loki`);
    expect(imageRepository('kafka-connect', owner)).toBe(`${host}/smile-prd/platform/kafka-connect`);
  });

  test('another partition has another domain', () => {
    // https://docs.aws.amazon.com/general/latest/gr/ecr.html, China.
    expect(registryHost({ ...owner, region: 'cn-north-1', dnsSuffix: 'amazonaws.com.cn' })).toBe(
      '111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn',
    );
  });

  test('names of repositories are such as ECR takes', () => {
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html, repositoryName.
    const pattern = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
    const names = IMAGE_NAMES.map((name) => platformRepository('smile-prd', name));
    expect(names.filter((name) => !pattern.test(name) || name.length > 256)).toEqual([]);
  });

  test('a prefix of a cache fits into the 30 characters of a rule', () => {
    for (const word of Object.keys(CACHED_REGISTRIES)) expect(`smile-prd-${word}`.length).toBeLessThanOrEqual(30);
  });
});
