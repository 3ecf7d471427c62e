import { currentGraph, useDocument, useSelection } from '../store';
import { hasGroupSelected, selectedOuter } from './selectionEdits';

/** Why a command cannot be carried out now; undefined where it can. */

export const noProject = () => (useDocument.getState().document ? undefined : 'Open a project or start one first.');
export const noLayers = () => noProject() ?? (currentGraph().nodes.length > 0 ? undefined : 'The canvas is empty.');
export const nothingSelected = () => {
  const { nodes, edges } = useSelection.getState();
  return noProject() ?? (nodes.size + edges.size > 0 ? undefined : 'Select a layer or a wire first.');
};
export const needsLayers = (least: number) => () => {
  const words = least === 1 ? 'a layer' : `${least} layers or more`;
  return noProject() ?? (selectedOuter() >= least ? undefined : `Select ${words} first.`);
};
export const noNode = () => noProject() ?? (useSelection.getState().nodes.size > 0 ? undefined : 'Select a layer first.');
export const noGroup = () => noProject() ?? (hasGroupSelected() ? undefined : 'Select a group first.');
