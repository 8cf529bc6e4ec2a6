/** What runs in an application cluster and asks for nodes of its own kind. */
const APPLICATION_COMPONENTS = ['platform', 'smile', 'wms', 'agents', 'checks'] as const;

/** What runs in an application cluster of some environments alone. */
const APPLICATION_EXTRAS = ['previews'] as const;

/** What runs in a data cluster and asks for nodes of its own kind. */
const DATA_COMPONENTS = ['platform', 'clickhouse', 'kafka', 'zookeeper', 'olap', 'etl'] as const;

/**
 * A part of what runs in clusters, as far as nodes are concerned. `platform` is what every cluster has: controllers, mesh,
 * telemetry, operators. `agents` are the pods of Jenkins that plan and apply, `checks` those that check and build. `previews` are branches of
 * SMILE and WMS.
 */
export type Component =
  | (typeof APPLICATION_COMPONENTS)[number]
  | (typeof APPLICATION_EXTRAS)[number]
  | (typeof DATA_COMPONENTS)[number];

/** Node group of each component of a cluster, by name, as in `{ kafka: 'kafka', olap: 'data' }`. */
export type ComponentGroups = Readonly<Partial<Record<Component, string>>>;

/** Components that a cluster of a layout has to place. */
export function componentsOf(cluster: 'application' | 'data' | 'shared'): readonly Component[] {
  if (cluster === 'application') return APPLICATION_COMPONENTS;
  if (cluster === 'data') return DATA_COMPONENTS;
  return [...new Set([...APPLICATION_COMPONENTS, ...DATA_COMPONENTS])];
}

/**
 * What is wrong with the groups of a cluster's components: one without a group, a group that does not exist, a component that
 * runs elsewhere.
 */
export function componentProblems(
  cluster: 'application' | 'data' | 'shared',
  components: ComponentGroups,
  groups: readonly string[],
): string[] {
  const expected = componentsOf(cluster);
  const missing = expected
    .filter((component) => components[component] === undefined)
    .map(
      (component) =>
        `components.${component}: expected the node group that it runs on, one of ${groups.join(', ')}, got nothing; its pods would run anywhere`,
    );
  const extras: readonly string[] = cluster === 'data' ? [] : APPLICATION_EXTRAS;
  const wrong = Object.entries(components).flatMap(([component, group]) => {
    if (!expected.some((one) => one === component) && !extras.includes(component)) {
      return [`components.${component}: the ${cluster} cluster runs ${expected.join(', ')}; remove it`];
    }
    if (groups.includes(group)) return [];
    return [
      `components.${component}: expected one of ${groups.join(', ')}, got ${JSON.stringify(group)}; add the group or name another`,
    ];
  });
  return [...missing, ...wrong];
}
