import { UnstyledButton } from '@mantine/core';
import { memo, useMemo } from 'react';
import type { Template } from '../../engine/api';
import { check } from '../../engine/check';
import { formatCount } from '../charts';
import { report } from '../notices';
import { openUntitled, showPanel } from '../store';
import { DataPicture } from './DataPicture';
import { dataPicture, numbersPicture } from './dataDrawing';
import { GraphPicture } from './GraphPicture';
import classes from './start.module.css';
import type { Looked } from './templates';

const CATEGORIES = { text: 'Text', 'time series': 'Time series', concept: 'Concept' } as const;

/** One template: what its network and its data look like, drawn from the project itself. */
export const TemplateCard = memo(function TemplateCard({ template, looked }: { template: Template; looked: Looked | undefined }) {
  const { project, id } = template;
  const title = project.about?.title ?? id;
  const isRunOnly = project.data.is === 'none';
  const parameters = useMemo(
    () => (looked || isRunOnly ? check(project.graph, { data: looked?.prepared.spec }).parameters : undefined),
    [project.graph, looked, isRunOnly],
  );
  const picture = useMemo(() => {
    if (isRunOnly) return numbersPicture(project.inputs ?? []);
    return looked ? dataPicture(project.data, looked.prepared, looked.profile) : null;
  }, [project, looked, isRunOnly]);
  const open = () =>
    openUntitled(project, id)
      .then(() => showPanel(isRunOnly ? 'inspection' : 'data'))
      .catch(report);
  return (
    <UnstyledButton className={classes.card} onClick={open} data-template={id}>
      <span className={classes.pictures}>
        <span className={classes.graphPicture}>
          <GraphPicture graph={project.graph} />
        </span>
        <span className={classes.dataPicture}>{picture && <DataPicture picture={picture} />}</span>
      </span>
      <span className={classes.words}>
        <span className={classes.cardTitle}>{title}</span>
        <span className={classes.summary}>{project.about?.summary}</span>
        <span className={classes.facts}>
          <span>{project.about && CATEGORIES[project.about.category]}</span>
          <span>{parameters !== undefined && `${formatCount(parameters)} parameters`}</span>
        </span>
      </span>
    </UnstyledButton>
  );
});
