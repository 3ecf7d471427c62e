import { createRoot } from 'react-dom/client';
import { startStores } from '../store';
import { App } from './App';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
startStores();
createRoot(root).render(<App />);
