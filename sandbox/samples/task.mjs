// A task of the sample service as a process of its own. It gets its behaviour in the environment, tells its
// port and its log lines over the IPC channel, and never outlives that channel.
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
process.on('message', (message) => {
  Object.assign(behaviour, message.behaviour);
  if (message.disturbance) disturb(message.disturbance);
});
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

function answer(request, response, reached) {
  const failed = fails() || !reached;
  response.writeHead(failed ? 500 : 200, { 'content-type': 'application/json', 'x-version': version });
  response.end(JSON.stringify(failed ? { error: 'checkout failed' } : { version, path: request.url }));
  if (failed) log(`ERROR ${request.method} ${request.url} 500 checkout failed: payment provider said no`);
}

function crashNow() {
  log('FATAL out of memory: the process ends');
  process.exitCode = 137;
  process.disconnect();
}

// What is done to it on purpose. It is real: the loop is kept busy, memory is filled, a file is written and written
// again, answers leave late or not at all, and connections to a port are cut.
const NOTHING = { delayMs: 0, lossShare: 0, cpuShare: 0, memoryShare: 0, diskShare: 0, cutPorts: [] };
const SLICE_MS = 50;
// The share of a core that the task has, which its use of CPU is told of.
const CORES = 0.25;
let burnt = 0;
const MEMORY_BYTES = 256 * 1024 * 1024;
const CHUNK = Buffer.alloc(1024 * 1024, 1);
let disturbance = NOTHING;
let ballast = [];
let written = 0;
let file;

function disturb(wanted) {
  disturbance = wanted;
  ballast = [];
  const blocks = Math.round((wanted.memoryShare * MEMORY_BYTES) / CHUNK.length);
  for (let block = 0; block < blocks; block += 1) ballast.push(Buffer.alloc(CHUNK.length, block));
  for (const port of wanted.cutPorts) agents.get(port)?.destroy();
  if (wanted.diskShare > 0 && file === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'task-disk-'));
    file = { folder, descriptor: openSync(join(folder, 'busy'), 'w') };
  }
  if (wanted.diskShare === 0) freeDisk();
}

function freeDisk() {
  if (file === undefined) return;
  closeSync(file.descriptor);
  rmSync(file.folder, { recursive: true, force: true });
  file = undefined;
}
process.on('exit', freeDisk);

setInterval(() => {
  burn();
  if (file === undefined) return;
  // Over and over the same few megabytes: the disk is busy, and nobody else's is filled.
  writeSync(file.descriptor, CHUNK, 0, CHUNK.length, (written % 8) * CHUNK.length);
  written += 1;
}, SLICE_MS).unref();

const microseconds = ({ user, system }) => user + system;

// CPU time that was got, not time that passed: on a busy machine the two differ.
function burn() {
  const now = performance.now();
  const wanted = Math.min(now - burnt, 4 * SLICE_MS) * 1000 * CORES * disturbance.cpuShare;
  burnt = now;
  const began = process.cpuUsage();
  while (microseconds(process.cpuUsage(began)) < wanted && performance.now() < now + SLICE_MS);
}

let used = process.cpuUsage();
let measured = performance.now();
let wroteBefore = 0;
setInterval(() => {
  const took = microseconds(process.cpuUsage(used));
  const elapsed = (performance.now() - measured) * 1000;
  used = process.cpuUsage();
  measured = performance.now();
  const { cpuShare, memoryShare, diskShare } = disturbance;
  if (cpuShare + memoryShare + diskShare === 0 || !process.connected) return;
  const strain = {
    cpuPercent: Math.min(100, (took * 100) / (elapsed * CORES)),
    memoryPercent: Math.min(100, (ballast.length * CHUNK.length * 100) / MEMORY_BYTES),
    diskWrites: (written - wroteBefore) * CHUNK.length,
  };
  wroteBefore = written;
  process.send({ strain });
}, 1000).unref();

// Every packet that is lost is sent again, later and later; who has lost four in a row gives up.
function lostFor() {
  let waited = 0;
  for (let tries = 0; random() < disturbance.lossShare; tries += 1) {
    if (tries === 4) return undefined;
    waited += 200 * 2 ** tries;
  }
  return waited;
}

const agents = new Map();

function agentFor(port) {
  if (!agents.has(port)) agents.set(port, new http.Agent({ keepAlive: true }));
  return agents.get(port);
}

// Whether the dependency answers in time.
function callDependency({ port, timeoutMs }) {
  return new Promise((resolve) => {
    if (disturbance.cutPorts.includes(port)) return setTimeout(() => resolve(false), timeoutMs);
    const options = { host: '127.0.0.1', port, path: '/', agent: agentFor(port), timeout: timeoutMs };
    const call = http.get(options, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode === 200));
    });
    call.once('timeout', () => call.destroy());
    call.once('error', () => resolve(false));
  });
}

async function answerInTime(request, response) {
  const { dependency } = behaviour;
  const reached = dependency === undefined || (await callDependency(dependency));
  const lost = lostFor();
  if (lost === undefined) return request.socket.destroy();
  setTimeout(
    () => answer(request, response, reached || !dependency.needed),
    latency() + disturbance.delayMs + lost,
  );
}

function handle(request, response) {
  request.resume();
  if (request.url === '/health') return health(response);
  served += 1;
  if (served >= (behaviour.crash.afterRequests ?? Number.POSITIVE_INFINITY)) return crashNow();
  void answerInTime(request, response);
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
