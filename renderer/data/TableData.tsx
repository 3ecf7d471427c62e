import { useState } from 'react';
import type { Prepared, TableProfile } from '../../engine/api';
import type { TableRecipe } from '../../engine/project';
import { formatCount } from '../charts';
import { ColumnsTable } from './ColumnsTable';
import { Frame } from './Frame';
import { PreviewTable, RejectedLines } from './PreviewTable';
import { Samples } from './Samples';
import { SourceSection } from './SourceSection';
import { SplitView } from './SplitView';
import { TableSettings } from './TableSettings';

interface TableDataProps {
  readonly recipe: TableRecipe;
  readonly profile: TableProfile | null;
  readonly prepared: Prepared | null;
}

export function TableData({ recipe, profile, prepared }: TableDataProps) {
  const [view, setView] = useState('columns');
  const rejected = profile?.rejected ?? 0;
  const views = [
    { value: 'columns', label: 'Columns' },
    { value: 'rows', label: 'Rows' },
    { value: 'samples', label: 'Windows' },
    ...(rejected > 0 ? [{ value: 'rejected', label: `Rejected ${formatCount(rejected)}` }] : []),
  ];
  const shown = views.some(({ value }) => value === view) ? view : 'columns';
  return (
    <Frame
      settings={
        <>
          <SourceSection source={recipe.source} profile={profile} />
          <TableSettings recipe={recipe} profile={profile} />
        </>
      }
      views={views}
      view={shown}
      onView={setView}
      aside={<SplitView split={recipe.split} prepared={prepared} />}
    >
      {shown === 'columns' && profile && <ColumnsTable recipe={recipe} profile={profile} />}
      {shown === 'rows' && profile && <PreviewTable profile={profile} />}
      {shown === 'rejected' && profile && <RejectedLines profile={profile} />}
      {shown === 'samples' && prepared && <Samples recipe={recipe} prepared={prepared} />}
    </Frame>
  );
}
