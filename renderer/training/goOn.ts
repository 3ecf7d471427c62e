import { Refusal } from '../../engine/api';
import { ask } from '../dialogs';
import { lookAgain, startTraining } from '../store';

/** Goes on with a run from its last checkpoint. Where its data are others by now, the person is asked first. */
export async function goOnWith(run: string): Promise<void> {
  try {
    await startTraining({ resume: { run, changedData: false } });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'data-changed') throw error;
    // What the window knows of the file is older than what the engine just found.
    void lookAgain();
    const answer = await ask({
      title: 'The data have changed since this run was trained',
      text: `${error.message} If you go on, the run keeps its scaling and vocabulary, and its record says from where on the data are others.`,
      choices: [
        { value: 'leave', label: 'Leave it as it is' },
        { value: 'go on', label: 'Go on with the changed data', tone: 'primary' },
      ],
    });
    if (answer === 'go on') await startTraining({ resume: { run, changedData: true } });
  }
}
