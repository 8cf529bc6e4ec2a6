import { chartReleases, helmValues, type Json, kubernetesObjects, type Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { found } from '../../reading/kubernetes/objects.ts';
import { isSecretText, secretsIn } from '../../reading/kubernetes/secret-texts.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const secretTexts: Rule = {
  id: 'SMILE_K8S_SECRET_TEXT',
  family: 'kubernetes',
  severity: 'high',
  title: 'No password stands in values, in ConfigMaps or in the environment of a container',
  what: 'No text called `…password`, `…token`, `…secret`, `…key` and the like, and no password in an address, is in the values or `set` of a release, in a ConfigMap, in the environment of a container or in a custom resource; references, placeholders and names of Secrets may be.',
  why: 'Values are in plans, states and releases, and whoever may list ConfigMaps or pods reads the rest.',
  remedy: 'Put it into Secrets Manager, let an ExternalSecret bring it, and refer to the Secret.',
  source: 'https://kubernetes.io/docs/concepts/configuration/secret/#information-security-for-secrets',
  check: (context) => [...inObjects(context), ...inReleases(context)],
};

/** Kinds whose texts are names of secrets, or not configuration at all. */
const APART: ReadonlySet<string> = new Set([
  'Secret',
  'ExternalSecret',
  'ClusterExternalSecret',
  'PushSecret',
  'CustomResourceDefinition',
]);

function inObjects({ inventory }: RuleContext): readonly Violation[] {
  return kubernetesObjects(inventory)
    .filter(({ kind }) => !APART.has(kind))
    .flatMap((object) => {
      const { metadata: _, ...body } = object.body;
      return found(
        object,
        secretsIn(body).map(({ path }) => sentence(path)),
      );
    });
}

function inReleases({ inventory }: RuleContext): readonly Violation[] {
  return chartReleases(inventory).flatMap((place) => {
    const values = helmValues(inventory, place) ?? {};
    const texts = secretsIn(values).map(({ path }) => sentence(`values: ${path}`));
    return [...texts, ...setTexts(place)].map((message) => ({ place, message }));
  });
}

/** Arguments that set single values; `set_sensitive` hides them from the terminal and nowhere else. */
function setTexts(release: Resource): readonly string[] {
  const block = Block.of(release);
  return ['set', 'set_sensitive'].flatMap((argument) =>
    block.blocks(argument).flatMap((one) => {
      const [name, value] = [one.text('name') ?? '', one.text('value') ?? ''];
      return isSecretText(name, value) ? [sentence(`${argument}: ${name}`)] : [];
    }),
  );
}

function sentence(path: Json): string {
  return `${path} must not hold a secret`;
}
