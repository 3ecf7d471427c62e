import { startWorkServer } from './workServer';

// A server in a process of its own, which watches how much memory that takes. Tells its parent where it stands, then, whenever it is
// asked, the most it took over what it had at the start.

/** Milliseconds between two looks: a fraction of what a few hundred megabytes take. */
const LOOK = 5;

async function main() {
  const server = await startWorkServer();
  const start = process.memoryUsage().rss;
  let peak = start;
  const look = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  setInterval(look, LOOK);
  process.on('message', () => {
    look();
    process.send?.({ is: 'memory', grown: peak - start });
  });
  // Nobody is left to ask.
  process.on('disconnect', () => server.close().then(() => process.exit(0)));
  process.send?.({ is: 'ready', port: server.port, own: server.own, folder: server.folder });
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
