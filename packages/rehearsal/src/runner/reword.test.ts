import { expect, test } from 'vitest';
import { rewordStack } from './reword.ts';

test('other words are written into descriptions, comments and tags at any depth, and nowhere else', () => {
  const stack = {
    provider: { aws: [{ region: 'ap-southeast-3', default_tags: [{ tags: { owner: 'platform' } }] }] },
    resource: {
      aws_security_group: { A: { name: 'a', description: 'Nodes', tags: { Name: 'a', zone: '${aws_vpc.Main.id}' } } },
      aws_lb_listener: { B: { rule: [{ comment: 'first', port: 443 }] } },
    },
    variable: { x: { description: 'stays' } },
  };
  expect(rewordStack(stack)).toEqual({
    count: 4,
    json: {
      provider: { aws: [{ region: 'ap-southeast-3', default_tags: [{ tags: { owner: 'platform reworded' } }] }] },
      resource: {
        aws_security_group: {
          A: { name: 'a', description: 'Nodes reworded', tags: { Name: 'a reworded', zone: '${aws_vpc.Main.id}' } },
        },
        aws_lb_listener: { B: { rule: [{ comment: 'first reworded', port: 443 }] } },
      },
      variable: { x: { description: 'stays' } },
    },
  });
});
