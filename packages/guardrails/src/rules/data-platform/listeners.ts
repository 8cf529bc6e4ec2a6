import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { ALTINITY, STRIMZI } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const listeners: Rule = {
  id: 'SMILE_DATA_LISTENERS',
  family: 'data-platform',
  severity: 'high',
  title: 'Data moves over TLS, between those who said who they are',
  what: 'Every listener of a Kafka has `tls: true` and an authentication; every cluster of a ClickHouseInstallation has `secure: "yes"` and `insecure: "no"`; every node of ZooKeeper that it names has `secure: "yes"`.',
  why: 'The namespaces of the data platform are outside of the mesh: what a program does not encrypt itself, every node on the way reads.',
  remedy: 'Leave the listeners that the add-ons make; clients take the certificate of the authority.',
  source: 'https://strimzi.io/docs/operators/1.2.0/configuring#type-GenericKafkaListener-reference',
  check: allOf(
    eachObject(
      'Kafka',
      ({ spec }) =>
        new Block(spec)
          .block('kafka')
          .blocks('listeners')
          .flatMap((listener) => {
            const name = listener.text('name') ?? '';
            return [
              ...(listener.flag('tls', false) === true ? [] : [`listener ${name} must have tls: true`]),
              ...(listener.has('authentication') ? [] : [`listener ${name} must have an authentication`]),
            ];
          }),
      STRIMZI,
    ),
    eachObject(
      'ClickHouseInstallation',
      ({ spec }) => {
        const configuration = new Block(spec).block('configuration');
        return [
          ...configuration
            .blocks('clusters')
            .flatMap((cluster) => [...mustSay(cluster, 'secure', 'yes'), ...mustSay(cluster, 'insecure', 'no')]),
          ...configuration
            .block('zookeeper')
            .blocks('nodes')
            .flatMap((node) => mustSay(node, 'secure', 'yes')),
        ];
      },
      ALTINITY,
    ),
  ),
};

function mustSay(block: Block, name: string, wanted: string): readonly string[] {
  const what = block.text('name') ?? block.text('host') ?? '';
  return block.text(name) === wanted ? [] : [`${what}: ${name} must be ${wanted}, got ${block.show(name)}`];
}
