import { Refusal } from '../../engine/api';
import { ask } from '../dialogs';
import { forgetLive, isTraining, type LiveRun, stopTraining, untilEnded, useRuns } from './runs';

/** What becomes of a run under way when the person leaves its project. */

/** `ended`: none is under way any more. `background`: the run is to go on without the window. */
type Left = 'stay' | 'ended' | 'background';

/** Asks until it is settled. `mayGoOn`: offers to leave the run going, where it would come to an end by itself. */
export async function leaveRun({ mayGoOn = false }: { mayGoOn?: boolean } = {}): Promise<Left> {
  const { live } = useRuns.getState();
  if (!isTraining(live)) return 'ended';
  const answer = mayGoOn && goesOn(live) ? await askToGoOn() : await askToStop();
  if (answer === null || answer === 'stay') return 'stay';
  if (answer === 'background') {
    const { live: now } = useRuns.getState();
    // It may have paused or ended while the person thought: then there is nothing that goes on, and another question.
    return isTraining(now) && goesOn(now) ? 'background' : leaveRun({ mayGoOn });
  }
  // A run that cannot be told to stop is not under way here, and keeps nobody from leaving.
  await stopTraining().catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    forgetLive();
  });
  // Its last state is still being written, into the folder that leaving may remove.
  await untilEnded();
  return 'ended';
}

/** A paused run would wait for ever without a window to go on from, and one that stops is about to be over. */
function goesOn({ state }: LiveRun): boolean {
  return state !== 'paused' && state !== 'stopping';
}

function askToStop() {
  return ask({
    title: 'Training is under way',
    text: 'Leaving ends the run after the batch under way. What it has learned is kept with its last checkpoint.',
    choices: [
      { value: 'stay', label: 'Keep training' },
      { value: 'stop', label: 'Stop and leave', tone: 'primary' },
    ],
  });
}

function askToGoOn() {
  return ask({
    title: 'Training is under way',
    text:
      'It can go on in the background, and the system tells you when it is done. ' +
      'Stopped, it keeps what it has learned, and can be gone on with later at the very batch.',
    choices: [
      { value: 'stay', label: 'Keep the window open' },
      { value: 'stop', label: 'Stop and close' },
      { value: 'background', label: 'Go on in the background', tone: 'primary' },
    ],
  });
}
