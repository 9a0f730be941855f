/**
 * Sends requests to every operation of the HTTP API, right and wrong ones, and holds the answers against the OpenAPI
 * document.
 *
 *   npm run fuzz -- --requests 10000 --seed 7 --json     the last line is one JSON object
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../functions/clock.ts';
import { fuzz } from './fuzz.ts';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seed: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const startedAt = systemClock.now();
const seed = values.seed === undefined ? startedAt % 1_000_000 : Number(values.seed);
const { requests, statuses, breaches } = await fuzz(Number(values.requests), seed);
for (const { operation, input, words } of breaches)
  console.log(`${operation}: ${words}\n  ${JSON.stringify(input).slice(0, 500)}`);
const seconds = Math.round((systemClock.now() - startedAt) / 1000);
console.log(
  values.json
    ? JSON.stringify({ requests, seed, statuses, breaches: breaches.length, seconds })
    : `${requests} requests (seed ${seed}), ${breaches.length} answers that break the document, ${seconds} s.`,
);
process.exitCode = breaches.length > 0 ? 1 : 0;
