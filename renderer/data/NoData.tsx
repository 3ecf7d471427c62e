import { Button, Menu } from '@mantine/core';
import { Icon } from '../icons';
import { Empty, Message } from '../panel';
import classes from './data.module.css';
import { setRecipe } from './recipeEdits';
import { useAttempt } from './SourceSection';
import { chooseFile, takeSource, typeText, useSamples } from './source';
import { usualTask } from './sourceChange';

/** The panel of a project without data: the ways to get some. */
export function NoData() {
  const samples = useSamples();
  const [refusal, attempt] = useAttempt();
  return (
    <Empty
      icon="table"
      title="No data yet"
      actions={
        <>
          <Button variant="filled" leftSection={<Icon name="folder" />} onClick={() => attempt(chooseFile)}>
            Open a CSV or text…
          </Button>
          <Button leftSection={<Icon name="pencil" />} onClick={() => attempt(typeText)}>
            Type a text
          </Button>
          <Button leftSection={<Icon name="refresh" />} onClick={() => setRecipe('Make a task', usualTask)}>
            Make a task
          </Button>
          <Menu position="bottom">
            <Menu.Target>
              {/* Stands there before the list has come: buttons that move under the pointer lose clicks. */}
              <Button rightSection={<Icon name="chevronDown" size={14} />} disabled={samples.length === 0}>
                Take a sample
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {samples.map(({ name, usedBy }) => (
                <Menu.Item
                  key={name}
                  onClick={() => attempt(() => takeSource({ is: 'sample', name }, 'Take a sample'))}
                  rightSection={usedBy}
                >
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          {refusal !== null && (
            <div className={classes.emptyRefusal}>
              <Message tone="error">{refusal}</Message>
            </div>
          )}
        </>
      }
    >
      A table becomes windows in time, or texts with labels; a text becomes sequences of words or characters; a task is made by the program.
      What the network will see is shown here.
    </Empty>
  );
}
