import { Canvas } from '../../canvas/Canvas';
import { Inspector } from '../../inspector/Inspector';
import { Palette } from '../../palette/Palette';
import { FirstSteps } from '../../start/FirstSteps';
import { useLayout } from '../../store';
import { Dock } from './Dock';
import classes from './Editor.module.css';

/** Palette, canvas and inspector over the dock. */
export function Editor() {
  const maximised = useLayout((state) => state.dockMaximised);
  return (
    <div className={classes.editor}>
      {!maximised && (
        <div className={classes.upper}>
          <Palette />
          <Canvas />
          <Inspector />
        </div>
      )}
      <FirstSteps />
      <Dock />
    </div>
  );
}
