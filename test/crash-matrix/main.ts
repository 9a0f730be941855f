import { parseArgs } from 'node:util';
import { systemClock } from '../../functions/clock.ts';
import { choose } from './choose.ts';
import { Crew } from './crew.ts';
import { nameOf, WAYS } from './deployments/way.ts';
import type { Found } from './outcome.ts';
import { table } from './report.ts';
import { PARTS } from './runs/journeys.ts';

const { values } = parseArgs({
  options: {
    of: { type: 'string', default: 'deployments' },
    json: { type: 'boolean', default: false },
    strategy: { type: 'string' },
    target: { type: 'string' },
    journey: { type: 'string' },
    sample: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    case: { type: 'string', multiple: true },
    workers: { type: 'string', default: '2' },
  },
});

const startedAt = systemClock.now();
const parts = partsOf(values.of);
const crew = new Crew(Number(values.workers));
const say = (line: string) => process.stderr.write(`${line}\n`);
const { ids, broken }: Found = values.case
  ? { ids: values.case, broken: [] }
  : await choose(crew, parts, {
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
const repeated = all.filter((one) => one.repeated).length;
const seconds = Math.round((systemClock.now() - startedAt) / 1000);
if (values.json) process.stdout.write(`${violated.map((one) => `${JSON.stringify(one)}\n`).join('')}`);
else process.stdout.write(table(all));
process.stdout.write(
  values.json
    ? `${JSON.stringify({ cases: all.length, violations: violated.length, repeated, seconds })}\n`
    : `${all.length} cases, ${violated.length} with violations, ${repeated} run again, ${seconds} s\n`,
);
process.exitCode = violated.length > 0 ? 1 : 0;

/** The parts that are asked for, of the deployments or of the runs of runbooks. */
function partsOf(of: string): readonly string[] {
  const { strategy, target, journey } = values;
  if (of === 'runs') return PARTS.filter((part) => part === `runs/${journey ?? part.slice('runs/'.length)}`);
  if (of !== 'deployments') throw new RangeError(`There is no matrix of '${of}': deployments or runs.`);
  return WAYS.filter(
    (way) => (strategy ?? way.strategy) === way.strategy && (target ?? way.target) === way.target,
  ).map(nameOf);
}
