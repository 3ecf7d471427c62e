import { useState } from 'react';
import type { Prepared, Profile } from '../../engine/api';
import type { CharactersRecipe, WordsRecipe } from '../../engine/project';
import { formatCount } from '../charts';
import { Frame } from './Frame';
import { Samples } from './Samples';
import { SourceSection } from './SourceSection';
import { SplitView } from './SplitView';
import { TextSettings } from './TextSettings';
import { TextView } from './TextView';
import { Vocabulary } from './Vocabulary';

interface TextDataProps {
  readonly recipe: WordsRecipe | CharactersRecipe;
  readonly profile: Profile | null;
  readonly prepared: Prepared | null;
}

export function TextData({ recipe, profile, prepared }: TextDataProps) {
  // A text that is being typed must be seen first; of a file one wants to know what becomes of it.
  const [view, setView] = useState(recipe.source.is === 'inline' && recipe.source.text === '' ? 'text' : 'samples');
  return (
    <Frame
      settings={
        <>
          <SourceSection source={recipe.source} profile={profile} />
          <TextSettings recipe={recipe} prepared={prepared} />
        </>
      }
      views={[
        { value: 'text', label: 'Text' },
        { value: 'samples', label: 'Sequences' },
        { value: 'vocabulary', label: prepared ? `Vocabulary ${formatCount(prepared.vocabularySize)}` : 'Vocabulary' },
      ]}
      view={view}
      onView={setView}
      aside={<SplitView split={recipe.split} prepared={prepared} />}
    >
      {view === 'text' && <TextView source={recipe.source} profile={profile} />}
      {view === 'samples' && prepared && <Samples recipe={recipe} prepared={prepared} />}
      {view === 'vocabulary' && prepared && <Vocabulary prepared={prepared} />}
    </Frame>
  );
}
