import { Button } from '@mantine/core';
import { Empty, Waiting } from '../panel';
import { RunView } from '../run/RunView';
import { setLayout, useGraph } from '../store';
import { GradientsView } from './GradientsView';
import { InsideView } from './InsideView';
import { useNetwork, useView } from './network';

/** What happens inside the network: gates and states over a sample, gradients back in time, every wire for an input of one's own. */
export function InspectionPanel() {
  const view = useView();
  const network = useNetwork();
  const isEmpty = useGraph().nodes.length === 0;
  if (isEmpty) {
    return (
      <Empty
        icon="search"
        title="Nothing to look into yet"
        actions={<Button onClick={() => setLayout({ dockMaximised: false })}>Back to the canvas</Button>}
      >
        With layers on the canvas you see here what each of them does with a sample, step by step.
      </Empty>
    );
  }
  if (!network) {
    return <Waiting>Reading the run</Waiting>;
  }
  switch (view) {
    case 'inside':
      return <InsideView network={network} />;
    case 'gradients':
      return <GradientsView network={network} />;
    case 'run':
      return <RunView network={network} />;
  }
}
