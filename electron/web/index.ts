import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { WebSocketServer } from 'ws';
import { add } from '../../engine/api';
import { forkChild } from '../engine/childProcess';
import { createRelay } from '../engine/relay';
import { createSupervisor, type Supervisor } from '../engine/supervisor';

const out = join(__dirname, '..');
let supervisor: Supervisor;
const relay = createRelay(
  () => supervisor,
  (error) => console.error(error),
);
supervisor = createSupervisor({
  fork: () => forkChild(join(out, 'node', 'engine.js')),
  onStatus: (status) => relay.broadcast({ is: 'event', name: 'engine.status', payload: status }),
  onEvent: (event) => relay.broadcast(event),
});
const token = randomBytes(24).toString('base64url');
const files = sirv(join(out, 'renderer'), { dev: false });
const server = createServer((request, response) => files(request, response));
const sockets = new WebSocketServer({ server, path: '/line' });
sockets.on('connection', (socket) => {
  const messages = new Set<(message: unknown) => void>();
  const closes = new Set<() => void>();
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    for (const handler of messages) handler(message);
  });
  socket.on('close', () => {
    for (const handler of closes) handler();
  });
  relay.attach(
    {
      send: (message) => socket.send(JSON.stringify(message)),
      onMessage: (handler) => add(messages, handler),
      onClose: (handler) => add(closes, handler),
      close: () => socket.close(),
    },
    {} as never,
  );
});
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/?token=${token}`);
});
