export { compareDiagrams, type Names } from './compare.ts';
export { diagramOf, diagramsOf, hasSomethingToShow, overviewOf } from './diagram.ts';
export {
  type Change,
  DIAGRAM_KINDS,
  type DiagramEdge,
  type DiagramGroup,
  type DiagramKind,
  type DiagramModel,
  type DiagramNode,
} from './model.ts';
export { titleOf } from './parts/describe.ts';
export { layerOf, nameOf } from './parts/identity.ts';
export { renderMermaid } from './render/mermaid.ts';
export { renderSvg, slug } from './render/svg.ts';
export { type ValueDifference, type ValueDifferences, valueDifferences } from './value-differences.ts';
