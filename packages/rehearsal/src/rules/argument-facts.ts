/** What a provider refuses in a resource type's arguments. Paths are dotted; a list on the way is entered at each element. */
export interface ArgumentFacts {
  /** Groups of which exactly one must be set. */
  readonly exactlyOne?: readonly (readonly string[])[];
  /** Groups of which at least one must be set. */
  readonly atLeastOne?: readonly (readonly string[])[];
  /** Groups of which at most one may be set. */
  readonly atMostOne?: readonly (readonly string[])[];
  /** By argument, what must be set beside it. */
  readonly needs?: { readonly [path: string]: readonly string[] };
  /** By argument, the values it may have. */
  readonly oneOf?: { readonly [path: string]: readonly (string | number)[] };
  /** Arguments of `oneOf` whose case does not matter. */
  readonly anyCase?: readonly string[];
  /** By argument, fewest and most bytes; null is no bound. */
  readonly length?: { readonly [path: string]: readonly [number | null, number | null] };
  /** By argument, lowest and highest number; null is no bound. */
  readonly range?: { readonly [path: string]: readonly [number | null, number | null] };
  /** By argument, the regular expression that it must match. */
  readonly form?: { readonly [path: string]: string };
  /** Arguments that must be ARNs. */
  readonly arn?: readonly string[];
  /** By argument, what the provider says of it; an empty path is the type itself. */
  readonly deprecated?: { readonly [path: string]: string };
}
