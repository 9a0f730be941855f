import { parseArgs } from 'node:util';
import { compare } from '../../core/scaling/simulation/compare.ts';
import { loadOf, perUnitFor } from '../../core/scaling/simulation/load.ts';
import { readRecording } from '../../core/scaling/simulation/read-recording.ts';
import type { Outcome } from '../../core/scaling/simulation/simulate.ts';
import { render } from './output.ts';
import { SIMULATE_SCALING } from './simulate-scaling-summary.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const UNITS_AT_MEAN = 8;
const FLAGS = {
  metrics: { type: 'string' },
  'unit-load': { type: 'string' },
  target: { type: 'string', default: '60' },
  min: { type: 'string', default: '1' },
  max: { type: 'string', default: '100' },
  every: { type: 'string', default: '5' },
  'start-minutes': { type: 'string', default: '3' },
  'suffer-at': { type: 'string', default: '85' },
  json: { type: 'boolean', default: false },
} as const;

/**
 * Simulates without an account.
 * @throws UsageError for words or a file that say no load
 */
export async function simulateScaling(words: readonly string[], terminal: Terminal): Promise<number> {
  const flags = flagsOf(words);
  const file = flags.metrics;
  if (file === undefined) throw new UsageError(SIMULATE_SCALING.help);
  const recording = recorded(file, await terminal.read(file));
  const target = positive(flags, 'target');
  const perUnit =
    flags['unit-load'] === undefined
      ? perUnitFor(recording, UNITS_AT_MEAN, target)
      : positive(flags, 'unit-load');
  const load = loadOf(recording, perUnit);
  const outcomes = compare(load, {
    limits: { target, min: positive(flags, 'min'), max: positive(flags, 'max') },
    world: {
      startMinutes: positive(flags, 'start-minutes'),
      lagMinutes: 1,
      sufferAt: positive(flags, 'suffer-at'),
    },
    everyMinutes: positive(flags, 'every'),
  });
  const answer = {
    load: file,
    days: Number((load.units.length / 1440).toFixed(2)),
    unitLoad: Number(perUnit.toPrecision(4)),
    policies: outcomes.map(shown),
  };
  terminal.write(`${flags.json ? JSON.stringify(answer, null, 2) : render(answer)}\n`);
  return 0;
}

function shown({ scaler, underMinutes, fullMinutes, unitHours, changes, flaps }: Outcome) {
  return { policy: scaler, underMinutes, fullMinutes, unitHours: Math.round(unitHours), changes, flaps };
}

function flagsOf(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: FLAGS }).values;
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message}\n${SIMULATE_SCALING.help}`, { cause });
  }
}

function positive(flags: Readonly<Record<string, string | boolean | undefined>>, name: string): number {
  const value = Number(flags[name]);
  if (Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--${name} is ${String(flags[name])}; it has to be a number above 0.`);
}

function recorded(file: string, text: string) {
  try {
    return readRecording(file, text);
  } catch (cause) {
    throw new UsageError(`${file}: ${(cause as Error).message}`, { cause });
  }
}
