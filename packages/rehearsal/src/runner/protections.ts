import type { JsonObject, Resource } from '@smile/inventory';

/**
 * Arguments by which services refuse deletion, with the value that allows it.
 *
 * Only arguments that the configuration sets are overridden, so that the table may name ones that a type lacks.
 */
const ARGUMENTS: Readonly<Record<string, boolean>> = {
  deletion_protection: false,
  deletion_protection_enabled: false,
  enable_deletion_protection: false,
  disable_api_termination: false,
  force_destroy: true,
  force_delete: true,
  skip_final_snapshot: true,
};

/**
 * Content of a second override file that lets a rehearsal delete what it made: `prevent_destroy` and the services' own
 * deletion protection, off. Undefined when nothing is protected.
 *
 * Terraform merges `lifecycle` argument by argument, so `ignore_changes` and the rest stay.
 */
export function unprotect(resources: readonly Resource[]): JsonObject | undefined {
  const overrides: Record<string, Record<string, JsonObject>> = {};
  for (const resource of resources.filter(({ mode }) => mode === 'managed')) {
    const override = overrideFor(resource);
    if (Object.keys(override).length > 0) {
      overrides[resource.type] = { ...overrides[resource.type], [resource.name]: override };
    }
  }
  return Object.keys(overrides).length === 0 ? undefined : { resource: overrides };
}

/** Whether an override changes arguments, which must be applied before the services let go. */
export function changesArguments(override: JsonObject): boolean {
  return Object.values(override.resource ?? {}).some((byName) =>
    Object.values(byName as JsonObject).some((body) =>
      Object.keys(body as JsonObject).some((key) => key !== 'lifecycle'),
    ),
  );
}

function overrideFor({ values, lifecycle }: Resource): JsonObject {
  const settings = Object.entries(ARGUMENTS).filter(([name, allows]) => name in values && values[name] !== allows);
  return {
    ...Object.fromEntries(settings),
    ...(lifecycle.preventDestroy ? { lifecycle: { prevent_destroy: false } } : {}),
  };
}
