import { applyPipeline } from './apply-pipeline.ts';
import { reportPipeline } from './report-pipeline.ts';

/**
 * Pipelines whose text is in Jenkins' settings and not in the repository, for whoever checks what pipelines run.
 *
 * @param id environment that is applied.
 * @param agent label of agents that apply it.
 */
export function inlinePipelines(id: string, agent: string): Readonly<Record<string, string>> {
  return { 'inline apply': applyPipeline({ id, agent }), 'inline report': reportPipeline() };
}
