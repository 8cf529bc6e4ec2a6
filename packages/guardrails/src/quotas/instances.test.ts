import { expect, test } from 'vitest';
import { familyOf, vcpusOf } from './instances.ts';

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

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html: A, C, D, H, I, M, R, T, Z are Standard.
test.each([
  ['m6g.large', 'standard'],
  ['im4gn.large', 'standard'],
  ['is4gen.large', 'standard'],
  ['d3en.xlarge', 'standard'],
  ['h1.2xlarge', 'standard'],
  ['inf2.xlarge', 'inf'],
  ['hpc7g.4xlarge', 'hpc'],
  ['dl1.24xlarge', 'dl'],
  ['g5.xlarge', 'g'],
  ['vt1.3xlarge', 'g'],
  ['p4d.24xlarge', 'p'],
  ['x2gd.large', 'x'],
  ['u-6tb1.metal', 'u'],
])('%s counts as %s', (type, family) => {
  expect(familyOf(type)).toBe(family);
});
