import { parseArgs } from 'node:util';
import { systemClock } from '../../functions/clock.ts';
import { type Chosen, choose } from './choose.ts';
import { Crew } from './crew.ts';
import { table } from './report.ts';
import { WAYS } from './way.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    strategy: { type: 'string' },
    target: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    case: { type: 'string', multiple: true },
    workers: { type: 'string', default: '2' },
  },
});

const startedAt = systemClock.now();
const ways = WAYS.filter(
  ({ strategy, target }) =>
    (values.strategy ?? strategy) === strategy && (values.target ?? target) === target,
);
const crew = new Crew(Number(values.workers));
const say = (line: string) => process.stderr.write(`${line}\n`);
const { ids, broken }: Chosen = values.case
  ? { ids: values.case, broken: [] }
  : await choose(crew, ways, {
      ...(values.sample !== undefined && { sample: Number(values.sample) }),
      ...(values.only !== undefined && { only: values.only }),
      seed: values.seed === undefined ? systemClock.now() % 1_000_000 : Number(values.seed),
      say,
    });
let done = 0;
const outcomes = await crew.run(ids, ({ id, violations, ended }) => {
  done++;
  if (done % 200 === 0) say(`${done} of ${ids.length}`);
  if (violations.length > 0) say(`VIOLATION ${id} (${ended})\n  ${violations.join('\n  ')}`);
  else if (values.case) say(`${id}: ${ended}`);
});
await crew.close();
const all = [...broken, ...outcomes];
const violated = all.filter(({ violations }) => violations.length > 0);
const seconds = Math.round((systemClock.now() - startedAt) / 1000);
if (values.json) process.stdout.write(`${violated.map((one) => `${JSON.stringify(one)}\n`).join('')}`);
else process.stdout.write(table(all));
process.stdout.write(
  values.json
    ? `${JSON.stringify({ cases: all.length, violations: violated.length, seconds })}\n`
    : `${all.length} cases, ${violated.length} with violations, ${seconds} s\n`,
);
process.exitCode = violated.length > 0 ? 1 : 0;
