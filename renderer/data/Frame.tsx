import { Button, Loader, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { applyMend } from '../../engine/check';
import { Message } from '../panel';
import { starterGraph } from '../start/starter';
import { edit, editGraph, reloadData, useCheck, useData, useGraph } from '../store';
import classes from './data.module.css';

export interface View {
  readonly value: string;
  readonly label: string;
}

interface FrameProps {
  readonly settings: ReactNode;
  readonly views: readonly View[];
  readonly view: string;
  readonly onView: (view: string) => void;
  readonly children: ReactNode;
  /** Beside the view where the window is wide enough. */
  readonly aside: ReactNode;
}

/** The panel in three: settings, one of several views, and how the samples are divided. */
export function Frame({ settings, views, view, onView, children, aside }: FrameProps) {
  return (
    <div className={classes.room}>
      <div className={classes.panel}>
        <div className={classes.left}>{settings}</div>
        <div className={classes.middle}>
          <div className={classes.viewHead}>
            {views.length > 1 && <SegmentedControl aria-label="View of the data" value={view} onChange={onView} data={[...views]} />}
            <Working />
          </div>
          <Troubles />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className={classes.view} aria-label={views.find(({ value }) => value === view)?.label} tabIndex={0}>
            {children}
          </section>
        </div>
        <div className={classes.right}>{aside}</div>
      </div>
    </div>
  );
}

function Working() {
  const working = useData(({ profile, prepared }) => profile.is === 'loading' || prepared.is === 'loading');
  return (
    <span className={classes.working} role="status">
      {working && (
        <>
          <Loader size={14} aria-hidden="true" /> Reading
        </>
      )}
    </span>
  );
}

/** What keeps the recipe from being carried out, in place, and the network that is still missing. */
function Troubles() {
  const profile = useData((state) => state.profile);
  const prepared = useData((state) => state.prepared);
  const graph = useGraph();
  const refusals = new Set([profile, prepared].flatMap((loaded) => (loaded.is === 'refused' ? [loaded.text] : [])));
  if (refusals.size > 0) {
    return (
      <div className={classes.troubles}>
        {[...refusals].map((text) => (
          <Message key={text} tone="error" actions={<Button onClick={reloadData}>Read again</Button>}>
            {text}
          </Message>
        ))}
      </div>
    );
  }
  if (prepared.is !== 'ready') return null;
  if (graph.nodes.length > 0) return <Misfit />;
  const layOut = () => edit('Lay out a network', (project) => ({ ...project, graph: starterGraph(project.data, prepared.value.spec) }));
  return (
    <div className={classes.troubles}>
      <Message tone="info" actions={<Button onClick={layOut}>Lay out a network that fits</Button>}>
        The canvas is empty. Drag layers from the palette, or start from a network that fits these data.
      </Message>
    </div>
  );
}

/** A network that no longer fits its data is mended where the data were changed. */
function Misfit() {
  const problem = useCheck(({ problems }) => problems.find(({ severity, mend }) => severity === 'error' && mend !== undefined));
  const mend = problem?.mend;
  if (!problem || !mend) return null;
  return (
    <div className={classes.troubles}>
      <Message
        tone="warning"
        actions={<Button onClick={() => editGraph(mend.label, (graph) => applyMend(graph, mend))}>{mend.label}</Button>}
      >
        {problem.text}
      </Message>
    </div>
  );
}
