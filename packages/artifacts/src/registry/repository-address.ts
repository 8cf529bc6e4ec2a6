/** A repository of a registry, as its HTTP API knows it. */
export interface RepositoryAddress {
  /** Host as people write it, as in `docker.io`. */
  readonly host: string;
  /** Where its API answers, as in `https://registry-1.docker.io`. */
  readonly url: string;
  /** Name in the API, as in `grafana/loki`. */
  readonly name: string;
}

/**
 * Where a repository's API answers.
 *
 * Docker Hub's API has another host than its images' names, and puts official images below `library`. A registry on this
 * machine speaks plain HTTP, as Docker has it (https://docs.docker.com/reference/cli/dockerd/#insecure-registries).
 *
 * @param repository host and path, as in `quay.io/strimzi/kafka`.
 */
export function repositoryAddress(repository: string): RepositoryAddress {
  const [host = '', ...path] = repository.split('/');
  const name = path.join('/');
  if (host === 'docker.io') {
    return { host, url: 'https://registry-1.docker.io', name: path.length === 1 ? `library/${name}` : name };
  }
  const scheme = /^(localhost|127\.0\.0\.1)(:|$)/.test(host) ? 'http' : 'https';
  return { host, url: `${scheme}://${host}`, name };
}
