/**
 * One cold start: loads what the Lambda runtime has loaded before the function, then the bundle, then serves one
 * request. Writes the CPU time of both to descriptor 3; what the function prints is nobody's concern.
 */
for (const name of ['util', 'net', 'http', 'fs', 'assert', 'path']) require(name);

const { bundle, event } = JSON.parse(process.env.BENCH_CALL);
const spent = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

async function main() {
  const before = process.cpuUsage();
  const { handler } = require(bundle);
  const importMs = spent(before);
  const lambda = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 30_000 };
  const answer = await handler(event, lambda).catch((error) => ({
    failed: `${error.name}: ${error.message}`,
  }));
  const cpuMs = spent(before);
  require('node:fs').writeSync(3, JSON.stringify({ importMs, cpuMs, answer }));
  process.exit(0);
}

void main();
