import type { Json } from '@smile/inventory';
import type { Choice, EditableEstate } from './editable-estate.ts';

/** Values of a release, to change at will. */
export type EditableValues = Record<string, Json>;

/** An object of a release, to change at will. */
export interface EditableObject {
  readonly kind: string;
  readonly metadata: { name: string; namespace?: string; [key: string]: Json | undefined };
  spec: Record<string, Json>;
}

/** Changes the values of releases. References in them are texts, so that they are JSON like the rest. */
export function editValues(estate: EditableEstate, choice: Choice, change: (values: EditableValues) => void): void {
  estate.edit('helm_release', choice, (body) => {
    const [text] = body.values as string[];
    const values = JSON.parse(text ?? '{}') as EditableValues;
    change(values);
    body.values = [JSON.stringify(values)];
  });
}

/** Changes objects of a kind in releases of our own chart; a mutant that finds none is a mistake in the mutant. */
export function editObjects(
  estate: EditableEstate,
  choice: Choice,
  kind: string,
  change: (object: EditableObject) => void,
): void {
  let isFound = false;
  editValues(estate, choice, (values) => {
    for (const object of objectsIn(values).filter((one) => one.kind === kind)) {
      isFound = true;
      change(object);
    }
  });
  if (!isFound) throw new Error(`a mutant finds no ${kind}; correct the mutant`);
}

/** Takes objects out of releases of our own chart, with the same insistence. */
export function removeObjects(
  estate: EditableEstate,
  choice: Choice,
  kind: string,
  isMeant: (object: EditableObject) => boolean = () => true,
): void {
  let isFound = false;
  editValues(estate, choice, (values) => {
    const objects = objectsIn(values);
    const kept = objects.filter((one) => one.kind !== kind || !isMeant(one));
    isFound ||= kept.length < objects.length;
    values.manifests = kept as unknown as Json;
  });
  if (!isFound) throw new Error(`a mutant finds no ${kind}; correct the mutant`);
}

/** Adds an object to releases of our own chart. */
export function addObject(estate: EditableEstate, choice: Choice, object: object): void {
  editValues(estate, choice, (values) => {
    values.manifests = [...objectsIn(values), object] as unknown as Json;
  });
}

function objectsIn({ manifests }: EditableValues): readonly EditableObject[] {
  return (manifests ?? []) as unknown as readonly EditableObject[];
}
