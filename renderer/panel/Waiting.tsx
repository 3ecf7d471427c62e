import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

/** Stands in a panel's place until it has what it shows. children: what is being done. */
export function Waiting({ children }: { children: ReactNode }) {
  return (
    <div className={classes.waiting} role="status">
      <Loader size="sm" /> {children}
    </div>
  );
}
