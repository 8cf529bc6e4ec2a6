import type { Construct } from 'constructs';
import { ManifestsRelease } from '../releases/manifests-release.ts';
import type { Preview, PreviewGround } from './preview.ts';
import { previewRoutes, previewServiceObjects } from './preview-services.ts';
import { previewStores } from './preview-stores.ts';

/**
 * Everything of a preview, as one release in its slot: the environment's services with the images of the branch, stores of its own, the job that
 * fills them, and routes. Uninstalling it is the whole of cleaning up.
 */
export function previewRelease(scope: Construct, ground: PreviewGround, preview: Preview): void {
  new ManifestsRelease(scope, 'Preview', {
    name: 'preview',
    namespace: preview.slot,
    objects: [
      ...previewStores(ground, preview),
      ...previewServiceObjects(ground, preview),
      ...previewRoutes(ground, preview),
    ],
    waitsForJobs: true,
    after: [],
  });
}
