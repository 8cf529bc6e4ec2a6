import { Block } from '../../reading/block.ts';
import { STRIMZI, settingsOf } from '../../reading/kubernetes/data-objects.ts';
import { eachObject, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const consumers: Rule = {
  id: 'SMILE_DATA_CONSUMERS',
  family: 'data-platform',
  severity: 'high',
  title: 'Who reads a topic has an ACL for it',
  what: 'For every KafkaConnector with `topics`, the KafkaUser of its Kafka Connect may `Read` each of them, and the consumer group `connect-<connector>`.',
  why: 'A consumer without an ACL stands still with an authorization error, and the answer in a hurry is an ACL for everything.',
  remedy: 'Use flowUsers of @smile/data-platform, which derives ACLs from the tables.',
  source: 'https://kafka.apache.org/documentation/#operations_resources_and_protocols',
  check: eachObject(
    'KafkaConnector',
    (connector, context) => {
      const { config } = settingsOf(connector);
      const topics = String(config.topics ?? '')
        .split(',')
        .filter((one) => one !== '');
      const connect = objectsOf(context, 'KafkaConnect', STRIMZI).find(
        (one) => isBeside(one, connector) && one.name === connector.labels['strimzi.io/cluster'],
      );
      if (topics.length === 0 || connect === undefined) return undefined;
      const name = new Block(connect.spec).block('authentication').text('username');
      const user = objectsOf(context, 'KafkaUser', STRIMZI).find((one) => isBeside(one, connect) && one.name === name);
      if (user === undefined) return `must have a KafkaUser ${name ?? ''} beside it, with which it reads`;
      const mayRead = (type: string, what: string) =>
        new Block(user.spec)
          .block('authorization')
          .blocks('acls')
          .some((acl) => isReadOf(acl, type, what));
      return [
        ...topics.filter((topic) => !mayRead('topic', topic)).map((topic) => `must be allowed to read topic ${topic}`),
        ...(mayRead('group', `connect-${connector.name}`)
          ? []
          : [`must be allowed to read as group connect-${connector.name}`]),
      ];
    },
    STRIMZI,
  ),
};

function isReadOf(acl: Block, type: string, what: string): boolean {
  const resource = acl.block('resource');
  const name = resource.text('name') ?? '';
  const fits = resource.text('patternType') === 'prefix' ? what.startsWith(name) : name === what || name === '*';
  return (
    resource.text('type') === type && fits && acl.texts('operations').some((one) => one === 'Read' || one === 'All')
  );
}
