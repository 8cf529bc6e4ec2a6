import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import './matchers.ts';
import { stackFor } from './stack-for.ts';

describe('toReference', () => {
  test('follows a reference at exactly the path', () => {
    const stack = stackFor((scope) => {
      const vpc = new Vpc(scope, 'Main');
      new Subnet(scope, 'Private', { vpcId: vpc.id });
    });
    expect(stack).toReference(Subnet, 'vpc_id', Vpc);
    expect(stack).not.toReference(Subnet, 'vpc', Vpc);
  });

  test('takes [*] for any index and accepts what lies below the path', () => {
    const stack = stackFor((scope) => {
      const source = new SecurityGroup(scope, 'Source');
      const rule = { fromPort: 443, toPort: 443, protocol: 'tcp', securityGroups: [source.id] };
      new SecurityGroup(scope, 'Target', { ingress: [{ fromPort: 80, toPort: 80 }, rule] });
    });
    expect(stack).toReference(SecurityGroup, 'ingress', SecurityGroup);
    expect(stack).toReference(SecurityGroup, 'ingress[*].security_groups', SecurityGroup);
    expect(stack).toReference(SecurityGroup, 'ingress[1].security_groups[0]', SecurityGroup);
    expect(stack).not.toReference(SecurityGroup, 'ingress[0]', SecurityGroup);
  });

  test('tells one resource from another of its class', () => {
    const made: Vpc[] = [];
    const stack = stackFor((scope) => {
      made.push(new Vpc(scope, 'Main'), new Vpc(scope, 'Other'));
      new Subnet(scope, 'Private', { vpcId: made[0]?.id ?? '' });
    });
    const [main, other] = made;
    if (main === undefined || other === undefined) throw new Error('the stack lacks a VPC');
    expect(stack).toReference(Subnet, 'vpc_id', main);
    expect(() =>
      expect(stack).toReference(Subnet, 'vpc_id', other),
    ).toFailWith(`expected Subnet to refer to aws_vpc.Other at vpc_id
found 1 Subnet:
aws_subnet.Private {
  "vpc_id": "\${aws_vpc.Main.id}"
}`);
  });

  test('follows a reference to a data source', () => {
    const stack = stackFor((scope) => {
      const document = new DataAwsIamPolicyDocument(scope, 'Document');
      new IamPolicy(scope, 'Policy', { policy: document.json });
    });
    expect(stack).toReference(IamPolicy, 'policy', DataAwsIamPolicyDocument);
  });

  test('follows a reference into another stack of the app', () => {
    const stackOf = (app: App, id: string) => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'aws', { region: 'ap-southeast-3' });
      return stack;
    };
    const app = new App({ outdir: App.of(stackFor(() => undefined)).outdir });
    const network = stackOf(app, 'network');
    const vpc = new Vpc(network, 'Main');
    const clusters = stackOf(app, 'clusters');
    new SecurityGroup(clusters, 'Nodes', { vpcId: vpc.id });
    expect(clusters).toReference(SecurityGroup, 'vpc_id', vpc);
    expect(clusters).toHaveNoErrors();
  });

  test('prints the matching resources when there should be no reference', () => {
    const stack = stackFor((scope) => {
      new Subnet(scope, 'Private', { vpcId: new Vpc(scope, 'Main').id });
    });
    expect(() =>
      expect(stack).not.toReference(Subnet, 'vpc_id', Vpc),
    ).toFailWith(`expected no Subnet to refer to Vpc at vpc_id
found 1 Subnet:
aws_subnet.Private {
  "vpc_id": "\${aws_vpc.Main.id}"
}`);
  });
});
