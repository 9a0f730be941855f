import { type JudgementRecord, type Replay, replay } from '../../core/judge/replay.ts';
import { render } from './output.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export const REPLAY_VERDICT = {
  name: 'replay-verdict',
  summary: 'Judge a recorded observation again (FILE or -): the verdict must come out the same.',
} as const;

/**
 * Replays the judgement record in a file, or a list of them, without a server.
 * @returns the exit code: 0 when every verdict is the recorded one
 * @throws UsageError when the file holds no such record
 */
export async function replayVerdict(words: readonly string[], terminal: Terminal): Promise<number> {
  const [source, ...others] = words.filter((word) => word !== '--json');
  if (source === undefined || others.length > 0) throw new UsageError('Usage: operate replay-verdict FILE|-');
  const records = recordsIn(source, await terminal.read(source));
  const replays = records.map((record) => ({ recorded: record.verdict.decision, ...replay(record) }));
  const told = words.includes('--json')
    ? JSON.stringify(replays, null, 2)
    : replays.map(inWords).join('\n\n');
  terminal.write(`${told}\n`);
  return replays.every(({ same }) => same) ? 0 : 1;
}

function recordsIn(source: string, text: string): JudgementRecord[] {
  const records = [parsed(source, text)].flat().flatMap(ofDeployment);
  if (records.length > 0 && records.every(isRecord)) return records;
  throw new UsageError(`${source} holds no judgement record (observation, config and verdict).`);
}

/** `get-deployment --records --json` holds the records of its verdicts. */
function ofDeployment(value: unknown): unknown[] {
  const { verdicts } = (value ?? {}) as { verdicts?: readonly { record?: unknown }[] };
  return verdicts ? verdicts.flatMap(({ record }) => record ?? []) : [value];
}

function parsed(source: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${source} is not JSON: ${(cause as Error).message}.`, { cause });
  }
}

function isRecord(value: unknown): value is JudgementRecord {
  const record = value as Partial<JudgementRecord> | null;
  return [record?.observation, record?.config, record?.verdict].every((part) => typeof part === 'object');
}

function inWords({ recorded, same, sameCode, differences, verdict }: Replay & { recorded: string }): string {
  return render({
    recorded,
    replayed: verdict.decision,
    same: same ? 'yes, in every field' : `no: ${differences.join(', ')}`,
    ...(sameCode ? {} : { judge: 'another version wrote the record; a difference need not mean tampering' }),
    reasons: verdict.reasons.map(({ words }) => words),
    signals: verdict.signals.map(({ name, decision, statistic, bound, samples }) => ({
      name,
      decision,
      statistic: statistic.toFixed(2),
      bound: bound.toFixed(2),
      baseline: samples.baseline,
      candidate: samples.candidate,
    })),
  });
}
