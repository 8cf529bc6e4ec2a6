import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { STRIMZI } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const access: Rule = {
  id: 'SMILE_DATA_ACCESS',
  family: 'data-platform',
  severity: 'high',
  title: 'A user of Kafka may do what an ACL says, and nothing else',
  what: 'Every Kafka has `authorization.type`; every KafkaUser has an authentication, and an ACL or more; none has the operation `All` on every topic.',
  why: 'Without authorization each user reads and deletes everything; a user without ACL is one that somebody will give too much in a hurry.',
  remedy: 'List the ACLs beside the user; a prefix covers the topics of one purpose.',
  source: 'https://strimzi.io/docs/operators/1.2.0/configuring#type-KafkaUserAuthorizationSimple-reference',
  check: allOf(
    eachObject(
      'Kafka',
      ({ spec }) =>
        new Block(spec).block('kafka').block('authorization').has('type') ? undefined : 'must have authorization.type',
      STRIMZI,
    ),
    eachObject(
      'KafkaUser',
      ({ spec }) => {
        const user = new Block(spec);
        const acls = user.block('authorization').blocks('acls');
        const wide = acls.filter(
          (acl) =>
            acl.texts('operations').includes('All') &&
            ['*', ''].includes(acl.block('resource').text('name') ?? '*') &&
            acl.block('resource').text('type') === 'topic',
        );
        return [
          ...(user.has('authentication') ? [] : ['must have an authentication']),
          ...(acls.length > 0 ? [] : ['must have an ACL']),
          ...(wide.length === 0 ? [] : ['must not have All on every topic']),
        ];
      },
      STRIMZI,
    ),
  ),
};
