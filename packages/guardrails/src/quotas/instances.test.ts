import { expect, test } from 'vitest';
import { familyOf } from './instances.ts';

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
