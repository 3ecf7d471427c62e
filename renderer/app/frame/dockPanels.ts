import type { ComponentType } from 'react';
import { DataPanel } from '../../data/DataPanel';
import { EvaluationPanel } from '../../evaluation/EvaluationPanel';
import { InspectionPanel } from '../../inspection/InspectionPanel';
import { ProblemsPanel } from '../../problems/ProblemsPanel';
import { RunSelect } from '../../runs/RunSelect';
import { RunsPanel } from '../../runs/RunsPanel';
import type { DockTab } from '../../store';
import { TrainingActions } from '../../training/TrainingActions';
import { TrainingPanel } from '../../training/TrainingPanel';

interface DockPanel {
  /** Fills the dock under its tabs and scrolls for itself. */
  readonly Panel: ComponentType;
  /** What stands at the right end of the row of tabs, such as the choice of a run. */
  readonly Actions?: ComponentType;
}

export const dockPanels: Readonly<Record<DockTab, DockPanel>> = {
  data: { Panel: DataPanel },
  training: { Panel: TrainingPanel, Actions: TrainingActions },
  evaluation: { Panel: EvaluationPanel, Actions: RunSelect },
  inspection: { Panel: InspectionPanel, Actions: RunSelect },
  runs: { Panel: RunsPanel },
  problems: { Panel: ProblemsPanel },
};
