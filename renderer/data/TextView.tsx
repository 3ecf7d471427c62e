import { Textarea } from '@mantine/core';
import type { Profile } from '../../engine/api';
import type { Source } from '../../engine/project';
import { formatCount } from '../charts';
import { settleGesture } from '../store';
import classes from './data.module.css';
import { setTypedText } from './recipeEdits';

/** The raw text: typed here, or the beginning of the file. */
export function TextView({ source, profile }: { source: Source; profile: Profile | null }) {
  if (source.is === 'inline') {
    return (
      <Textarea
        aria-label="Text"
        className={classes.typed}
        classNames={{ wrapper: classes.typedFill, input: classes.typedFill }}
        placeholder="Type or paste a text here, a sentence or a verse on each line."
        value={source.text}
        onChange={(event) => setTypedText(event.currentTarget.value)}
        onBlur={settleGesture}
      />
    );
  }
  if (profile?.is !== 'text') return null;
  return (
    <>
      <pre className={classes.head}>{profile.head}</pre>
      {profile.head.length < profile.characters && (
        <p className={classes.more}>
          The first {formatCount(profile.head.length)} of {formatCount(profile.characters)} characters.
        </p>
      )}
    </>
  );
}
