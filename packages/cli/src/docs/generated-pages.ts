import { environmentIds } from '@smile/apps';
import { diffSchema } from '@smile/diff';
import { renderPage as guardrailsPage } from '@smile/guardrails';
import type { Inventory } from '@smile/inventory';
import { diagramPages } from '../diagrams/diagram-pages.ts';
import { harmlessAttributes } from './harmless-attributes.ts';
import { inventoryPage } from './inventory-page.ts';
import { requirementsPage } from './requirements-page.ts';
import { whoMayPage } from './who-may/page.ts';

/** A page, or a list that packages read, that is written from the estate, not by hand. */
export interface GeneratedPage {
  /** Path from the repository's root, as in `docs/requirements.md`. */
  readonly path: string;
  /** The whole text of the page: the same bytes for the same estate. */
  readonly render: (estate: Inventory) => string | Promise<string>;
}

/** Every generated page. `pnpm docs` writes them; a test compares them with what is committed. */
export const GENERATED_PAGES: readonly GeneratedPage[] = [
  { path: 'docs/diff.schema.json', render: () => `${JSON.stringify(diffSchema(), null, 2)}\n` },
  { path: 'docs/guardrails.md', render: guardrailsPage },
  { path: 'docs/inventory.md', render: inventoryPage },
  { path: 'docs/requirements.md', render: requirementsPage },
  { path: 'docs/who-may-do-what.md', render: whoMayPage },
  { path: 'packages/delivery/data/harmless-attributes.json', render: harmlessAttributes },
  ...diagramPages(environmentIds()),
];
