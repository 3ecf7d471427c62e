import { useState } from 'react';
import type { Prepared, TableProfile } from '../../engine/api';
import type { LabelledRecipe } from '../../engine/project';
import { formatCount } from '../charts';
import { ClassShares } from './ClassShares';
import { Frame } from './Frame';
import { LabelledSettings } from './LabelledSettings';
import { PreviewTable, RejectedLines } from './PreviewTable';
import { Samples } from './Samples';
import { SourceSection } from './SourceSection';
import { SplitView } from './SplitView';
import { Vocabulary } from './Vocabulary';

interface LabelledDataProps {
  readonly recipe: LabelledRecipe;
  readonly profile: TableProfile | null;
  readonly prepared: Prepared | null;
}

/** Texts with a label each. */
export function LabelledData({ recipe, profile, prepared }: LabelledDataProps) {
  const [view, setView] = useState('samples');
  const rejected = profile?.rejected ?? 0;
  const views = [
    { value: 'samples', label: 'Texts' },
    { value: 'vocabulary', label: prepared ? `Vocabulary ${formatCount(prepared.vocabularySize)}` : 'Vocabulary' },
    { value: 'rows', label: 'Rows' },
    ...(rejected > 0 ? [{ value: 'rejected', label: `Rejected ${formatCount(rejected)}` }] : []),
  ];
  const shown = views.some(({ value }) => value === view) ? view : 'samples';
  return (
    <Frame
      settings={
        <>
          <SourceSection source={recipe.source} profile={profile} />
          <LabelledSettings recipe={recipe} profile={profile} />
        </>
      }
      views={views}
      view={shown}
      onView={setView}
      aside={
        <>
          {prepared && <ClassShares classes={prepared.classes} />}
          <SplitView split={recipe.split} prepared={prepared} />
        </>
      }
    >
      {shown === 'samples' && prepared && <Samples recipe={recipe} prepared={prepared} />}
      {shown === 'vocabulary' && prepared && <Vocabulary prepared={prepared} />}
      {shown === 'rows' && profile && <PreviewTable profile={profile} />}
      {shown === 'rejected' && profile && <RejectedLines profile={profile} />}
    </Frame>
  );
}
