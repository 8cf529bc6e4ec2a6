/** What every Kubernetes object says of itself. */
export interface ObjectMeta {
  readonly name: string;
  /** @default - the object belongs to the whole cluster */
  readonly namespace?: string;
  /** @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A kind of object with the specification that its controller reads. */
export interface ObjectOfKind<ApiVersion extends string, Kind extends string, Spec> {
  readonly apiVersion: ApiVersion;
  readonly kind: Kind;
  readonly metadata: ObjectMeta;
  readonly spec: ReadonlyDeep<Spec>;
}

/** The same type, none of whose parts can be changed: specifications are values. */
type ReadonlyDeep<Value> = Value extends readonly (infer Item)[]
  ? readonly ReadonlyDeep<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: ReadonlyDeep<Value[Key]> }
    : Value;
