import { expect, test } from 'vitest';
import { vcpusOf } from './instance-vcpus.ts';

// https://docs.aws.amazon.com/ec2/latest/instancetypes: gp.html, so.html, co.html
test.each([
  ['m6g.2xlarge', 8],
  ['m6g.xlarge', 4],
  ['m6g.large', 2],
  ['m6g.medium', 1],
  ['d3en.2xlarge', 8],
  ['t3.small', 2],
  ['t2.micro', 1],
  ['t3.2xlarge', 8],
  ['i3en.24xlarge', 96],
  ['i3en.metal', 96],
  ['c4.8xlarge', 36],
  ['m7i.metal-48xl', 192],
])('%s has %i virtual processors', (type, expected) => {
  expect(vcpusOf(type)).toBe(expected);
});

test('a machine that is not known counts as a large one', () => {
  expect(vcpusOf('z9.metal')).toBe(128);
});
