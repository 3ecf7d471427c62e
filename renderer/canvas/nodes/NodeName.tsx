import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { renameLayer, stopRenaming, useRenaming } from '../renaming';
import classes from './nodes.module.css';

interface Props {
  id: string;
  name: string;
}

/** A layer's name on its card; a field while it is being changed. */
export function NodeName({ id, name }: Props) {
  const renaming = useRenaming((state) => state.id === id);
  return renaming ? (
    <NameField id={id} name={name} />
  ) : (
    <span className={classes.name} title={name}>
      {name}
    </span>
  );
}

function NameField({ id, name }: Props) {
  const [text, setText] = useState(name);
  const [refusal, setRefusal] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => field.current?.select(), []);
  const finish = ({ keep }: { keep: boolean }) => {
    if (done.current) return;
    if (keep) {
      const refused = renameLayer(id, text);
      if (refused !== undefined) {
        setRefusal(refused);
        return;
      }
    }
    done.current = true;
    stopRenaming();
  };
  const press = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Enter') finish({ keep: true });
    else if (event.key === 'Escape') finish({ keep: false });
  };
  return (
    <span className={classes.nameField}>
      <input
        ref={field}
        className={`nodrag ${classes.nameInput}`}
        aria-label={`Name of ${name}`}
        aria-invalid={refusal !== null}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setRefusal(null);
        }}
        onKeyDown={press}
        onBlur={() => finish({ keep: refusal === null && text !== name })}
      />
      {refusal !== null && (
        <span className={classes.nameRefusal} role="alert">
          {refusal}
        </span>
      )}
    </span>
  );
}
