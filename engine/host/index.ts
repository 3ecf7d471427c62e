import { serve } from '../api';
import { createHost } from './host';
import { endWithParent } from './parent';
import { leaveInterruptsToParent, parentTransport } from './process';

/** Entry of the engine process. It ends when the process that forked it does. */
endWithParent();
leaveInterruptsToParent();
const transport = parentTransport();
transport.onClose(() => process.exit(0));
const host = createHost();
host.attach(serve(transport, host.handlers));
