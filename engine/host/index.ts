import { serve } from '../api';
import { createHost } from './host';
import { endWithParent } from './parent';
import { leaveInterruptsToParent, parentTransport } from './process';
import { warmUp } from './warmUp';

/** Milliseconds in which nobody asks for anything, as they do while the window opens and its first project is drawn. */
const SILENCE = 1000;

/** Entry of the engine process. It ends when the process that forked it does. */
endWithParent();
leaveInterruptsToParent();
const transport = parentTransport();
transport.onClose(() => process.exit(0));
const host = createHost();
host.attach(serve(transport, host.handlers));
host.whenIdle(SILENCE, warmUp);
