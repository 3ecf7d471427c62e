import { createRoot } from 'react-dom/client';
import { engine } from '../transport';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
createRoot(root).render(<pre id="status">starting</pre>);
engine.call('engine.describe', {}).then((info) => createRoot(root).render(<pre id="status">{JSON.stringify(info)}</pre>));
