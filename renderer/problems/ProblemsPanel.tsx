import { Button, ScrollArea, UnstyledButton } from '@mantine/core';
import { showNode } from '../canvas/view';
import { Icon, NodeChip } from '../icons';
import { type ShownProblem, select, setLayout, showPanel, useCheck, useGraph } from '../store';
import { mend } from './mending';
import classes from './ProblemsPanel.module.css';

/** Everything that keeps the project from training, and what is probably not meant. */
export function ProblemsPanel() {
  const problems = useCheck((state) => state.problems);
  if (problems.length === 0) {
    return (
      <div className={classes.none}>
        <span className={classes.fine}>
          <Icon name="check" />
        </span>
        Nothing is in the way: the project can be trained.
      </div>
    );
  }
  return (
    <ScrollArea h="100%">
      <ul className={classes.list} aria-label="Problems">
        {problems.map((problem) => (
          <Problem key={`${problem.node} ${problem.code} ${problem.text}`} problem={problem} />
        ))}
      </ul>
    </ScrollArea>
  );
}

function Problem({ problem }: { problem: ShownProblem }) {
  const node = useGraph().nodes.find((one) => one.id === problem.node);
  const { mend: remedy, panel } = problem;
  const jump = () => {
    if (node) {
      setLayout({ dockMaximised: false, inspectorOpen: true });
      select([node.id]);
      // The canvas may have to come back first.
      requestAnimationFrame(() => showNode(node.id));
    } else if (panel) showPanel(panel);
  };
  const leads = node !== undefined || panel !== undefined;
  return (
    <li className={classes.problem} data-severity={problem.severity}>
      <span className={classes.mark} title={problem.severity === 'error' ? 'Keeps the project from training' : 'Probably not meant'}>
        <Icon name="warning" />
      </span>
      {leads ? (
        <UnstyledButton className={classes.text} onClick={jump}>
          {node && <NodeChip type={node.type} size={20} />}
          <span>{problem.text}</span>
        </UnstyledButton>
      ) : (
        <span className={classes.text}>{problem.text}</span>
      )}
      {remedy && <Button onClick={() => mend(remedy)}>{remedy.label}</Button>}
      {panel && <Button onClick={() => showPanel(panel)}>Open the {panel === 'data' ? 'Data' : panel} panel</Button>}
    </li>
  );
}
