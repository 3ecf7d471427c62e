import { Button, Kbd } from '@mantine/core';
import { openSheet } from '../app/commands/openings';
import { openGuide } from '../guide/openGuide';
import { Icon } from '../icons';
import { useShell } from '../store';
import { OwnData } from './OwnData';
import { RecentProjects } from './RecentProjects';
import classes from './start.module.css';
import { TemplateGallery } from './TemplateGallery';

/** What the window shows while no project is open. */
export function StartPage() {
  const version = useShell((state) => state.description?.version);
  return (
    <div className={classes.page}>
      <aside className={classes.side} aria-label="Own data and recent projects">
        <div className={classes.sideScroll}>
          <h1 className={classes.question}>What should the network learn?</h1>
          <p className={classes.lead}>Bring your own data, or start from a template.</p>
          <OwnData />
          <RecentProjects />
        </div>
        <footer className={classes.foot}>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            leftSection={<Icon name="keyboard" />}
            rightSection={<Kbd>?</Kbd>}
            onClick={openSheet}
          >
            Shortcuts
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" leftSection={<Icon name="help" />} onClick={openGuide}>
            Guide
          </Button>
          <span className={classes.version}>{version !== undefined && `Version ${version}`}</span>
        </footer>
      </aside>
      <TemplateGallery />
    </div>
  );
}
