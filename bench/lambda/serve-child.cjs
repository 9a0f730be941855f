/** Serves the same request again and again in one process; writes the CPU microseconds of each to descriptor 3. */
const { bundle, event, rounds, requests } = JSON.parse(process.env.BENCH_CALL);

async function main() {
  const { handler } = require(bundle);
  const serve = async (count) => {
    const before = process.cpuUsage();
    let answer;
    for (let at = 0; at < count; at += 1) answer = await handler(event, { awsRequestId: 'bench' });
    const { user, system } = process.cpuUsage(before);
    return { micros: (user + system) / count, answer };
  };
  await serve(requests);
  const micros = [];
  let last;
  for (let round = 0; round < rounds; round += 1) {
    last = await serve(requests);
    micros.push(last.micros);
  }
  require('node:fs').writeSync(3, JSON.stringify({ micros, answer: last.answer }));
  process.exit(0);
}

void main();
