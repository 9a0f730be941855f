// A task of the sample service as a process of its own. It gets its behaviour in the environment, tells its
// port and its log lines over the IPC channel, and never outlives that channel.
import http from 'node:http';

const behaviour = JSON.parse(process.env.TASK_BEHAVIOUR ?? '{}');
const version = process.env.TASK_VERSION ?? 'unknown';
let state = Number(process.env.TASK_SEED ?? '1') >>> 0;
let served = 0;
let draining = false;
let linesThisSecond = 0;

// Ctrl-C reaches the whole process group; the sandbox ends its tasks itself.
process.on('SIGINT', () => {});
// Without a code this keeps the one that a crash has set.
process.on('disconnect', () => process.exit());
// Something goes wrong in it, or is well again.
process.on('message', (message) => Object.assign(behaviour, message.behaviour));
setInterval(() => {
  linesThisSecond = 0;
}, 1000).unref();

// mulberry32 by Tommy Ettinger: repeatable from the seed.
function random() {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

function latency() {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return behaviour.latencyMedianMs * Math.exp(behaviour.latencySigma * normal);
}

// A failing version would otherwise send one message for each request.
function log(line) {
  linesThisSecond += 1;
  if (linesThisSecond <= 5 && process.connected) process.send({ log: line });
}

// Errors are spread evenly but for chance within a period, so that even a few requests show the share.
let owed = 0;
let failsAt = random();

function fails() {
  owed += behaviour.errorShare;
  if (owed <= failsAt) return false;
  owed -= 1;
  failsAt = random();
  return true;
}

function health(response) {
  response.statusCode = behaviour.healthy && !draining ? 200 : 503;
  response.end(response.statusCode === 200 ? 'ok' : 'unhealthy');
}

function answer(request, response) {
  const failed = fails();
  response.writeHead(failed ? 500 : 200, { 'content-type': 'application/json', 'x-version': version });
  response.end(JSON.stringify(failed ? { error: 'checkout failed' } : { version, path: request.url }));
  if (failed) log(`ERROR ${request.method} ${request.url} 500 checkout failed: payment provider said no`);
}

function crashNow() {
  log('FATAL out of memory: the process ends');
  process.exitCode = 137;
  process.disconnect();
}

function handle(request, response) {
  request.resume();
  if (request.url === '/health') return health(response);
  served += 1;
  if (served >= (behaviour.crash.afterRequests ?? Number.POSITIVE_INFINITY)) return crashNow();
  setTimeout(() => answer(request, response), latency());
}

if (behaviour.crash === 'at-start') {
  process.removeAllListeners('disconnect');
  process.send({ log: 'FATAL cannot read the configuration: the process ends' }, () => process.exit(1));
} else {
  const server = http.createServer(handle);
  // Longer than the balancer keeps its connections, so that it is never this side that closes first.
  server.keepAliveTimeout = 120_000;
  server.headersTimeout = 125_000;
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  process.on('SIGTERM', () => {
    draining = true;
    server.close(() => process.exit(0));
    server.closeIdleConnections();
  });
}
