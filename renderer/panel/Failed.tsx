import { Button } from '@mantine/core';
import { Message } from './Message';
import classes from './panel.module.css';

/** A question that failed, in place. */
export function Failed({ text, onRetry }: { text: string; onRetry: () => void }) {
  return (
    <div className={classes.failed}>
      <Message tone="error" actions={<Button onClick={onRetry}>Try again</Button>}>
        {text}
      </Message>
    </div>
  );
}
