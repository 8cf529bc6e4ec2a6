import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlTwoZones: Rule = {
  id: 'CKV_AWS_157',
  family: 'security',
  severity: 'high',
  title: 'MySQL has a standby in another zone',
  what: '`multi_az` of every `aws_db_instance` is true.',
  why: 'Without a standby the loss of a zone, or a change of class, stops every order and stock count until an instance is restored.',
  remedy:
    'Set multiAz of the instance in the environment, or let MysqlDatabase waive it where an outage is acceptable.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html',
  check: each('aws_db_instance', (db) => mustBe(db, 'multi_az', true)),
};
