import { TerraformDataSource, type TerraformResource } from 'cdktf';

/** A class of a provider package that makes a resource, such as `Vpc`. */
export type ResourceClass = ClassOf<TerraformResource>;

/** A class of a provider package that reads something, such as `DataAwsIamPolicyDocument`. */
export type DataSourceClass = ClassOf<TerraformDataSource>;

interface ClassOf<T> {
  readonly tfResourceType: string;
  readonly name: string;
  readonly prototype: T;
}

/** What a provider class makes: both kinds can have the same type, as `Vpc` and `DataAwsVpc` have. */
export interface Kind {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** Class name, for messages. */
  readonly title: string;
}

/** The kind of thing a provider class makes. */
export function kindOf(type: ResourceClass | DataSourceClass): Kind {
  const mode = type.prototype instanceof TerraformDataSource ? 'data' : 'managed';
  return { mode, type: type.tfResourceType, title: type.name };
}
