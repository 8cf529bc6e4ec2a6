import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Aspects, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from './environment/environment.ts';
import { rankOf, type StackLayer } from './environment/stack-layers.ts';
import { defaultTags } from './naming/default-tags.ts';
import { stateKey } from './naming/state-names.ts';
import { resolvePlainValuesQuickly } from './plain-values.ts';
import { PermissionsBoundary, permissionsBoundaryArn } from './security/permissions-boundary.ts';
import { keepState } from './state-backend.ts';
import { forgetTokenTraces } from './without-token-traces.ts';
import { WordsReplaceNothing } from './words-that-replace.ts';

// Before the first token is made, so here: every stack of ours loads this file first.
forgetTokenTraces();
resolvePlainValuesQuickly();

/**
 * A stack of one environment: the AWS provider, the state backend, default tags and the permissions boundary.
 *
 * Its id is `<country>-<stage>-<layer>`, its state `<country>/<stage>/<layer>.tfstate`. Both are for ever: renaming
 * either makes Terraform create everything anew.
 */
export class EstateStack extends TerraformStack {
  readonly environment: Environment;
  readonly layer: StackLayer;
  /** Region, account id and default tags as Terraform sees them. */
  readonly awsProvider: AwsProvider;

  constructor(scope: Construct, environment: Environment, layer: StackLayer) {
    super(scope, `${environment.stackPrefix}-${layer}`);
    this.environment = environment;
    this.layer = layer;
    this.addOverride('//.metadata.environment', environment.id);
    this.addOverride('//.metadata.layer', layer);
    // The rules on quotas read it here, since no resource shows what AWS granted.
    if (environment.quotas !== undefined) this.addOverride('//.metadata.quotas', environment.quotas);
    // `smile cost` reads it here. It stands where the budget is, so that a new assumption changes one file.
    if (layer === 'account' && environment.usage !== undefined) {
      this.addOverride('//.metadata.usage', environment.usage);
    }
    keepState(this, environment, stateKey(environment, layer));
    this.awsProvider = this.createAwsProvider();
    Aspects.of(this).add(new PermissionsBoundary(permissionsBoundaryArn(environment)));
    Aspects.of(this).add(new WordsReplaceNothing());
  }

  /**
   * The estate stack that a construct belongs to.
   *
   * @throws Error if it belongs to another kind of stack, which is a bug.
   */
  static ofConstruct(construct: Construct): EstateStack {
    const stack = TerraformStack.of(construct);
    if (stack instanceof EstateStack) return stack;
    throw new Error(`${construct.node.path} is in ${stack.constructor.name}, which is not an EstateStack`);
  }

  /** Whether this stack is deployed after another, and so may refer to it. */
  isAfter(other: EstateStack): boolean {
    return rankOf(this.layer) > rankOf(other.layer);
  }

  private createAwsProvider(): AwsProvider {
    const { environment, layer } = this;
    return new AwsProvider(this, 'Aws', {
      region: environment.region,
      // A plan with the wrong credentials stops before it reads anything.
      allowedAccountIds: [environment.account.id],
      defaultTags: [{ tags: defaultTags(environment, layer) }],
      // Tags that Kubernetes controllers add to resources that Terraform owns. Not `kubernetes.io/role/`: those are ours.
      ignoreTags: [{ keyPrefixes: ['kubernetes.io/cluster/', 'elbv2.k8s.aws/'] }],
    });
  }
}
