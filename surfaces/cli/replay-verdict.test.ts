import { describe, expect, it } from 'vitest';
import { JUDGE_DEFAULTS } from '../../core/judge/observation.ts';
import { recordJudgement } from '../../core/judge/replay.ts';
import { replayVerdict } from './replay-verdict.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

const times = { now: 600_000, stepStartedAt: 0, bakeEndsAt: 300_000, deadlineAt: 900_000 };
const nothing = { baseline: [], candidate: [], limits: [], comparison: 'concurrent' as const, alarms: [] };
const record = recordJudgement(nothing, { ...JUDGE_DEFAULTS, times });

async function run(content: unknown, ...words: string[]) {
  const out: string[] = [];
  const read = async () => (typeof content === 'string' ? content : JSON.stringify(content));
  const write = (text: string) => void out.push(text);
  const code = await replayVerdict(words, { read, write } as unknown as Terminal);
  return { code, out: out.join('') };
}

describe('replay-verdict', () => {
  it('agrees with a record that nobody touched', async () => {
    const { code, out } = await run(record, 'verdict.json');
    expect(code).toBe(0);
    expect(out).toContain(`recorded: ${record.verdict.decision}`);
    expect(out).toContain('same: yes, in every field');
  });

  it('ends with 1 and names what differs', async () => {
    const forged = { ...record, verdict: { ...record.verdict, decision: 'PROMOTE' } };
    const { code, out } = await run([record, forged], 'verdict.json');
    expect(code).toBe(1);
    expect(out).toContain('same: no: decision');
  });

  it('says when another judge wrote the record', async () => {
    expect((await run({ ...record, codeVersion: 'judge-0' }, 'v.json')).out).toContain('another version');
  });

  it('is JSON for programs', async () => {
    const { out } = await run(record, 'verdict.json', '--json');
    expect(JSON.parse(out)).toMatchObject([{ same: true, sameCode: true, differences: [] }]);
  });

  it.each<[string, unknown, string[]]>([
    ['no file', record, []],
    ['two files', record, ['a', 'b']],
    ['no JSON', '{', ['a']],
    ['something else', { hello: 1 }, ['a']],
    ['nothing', [], ['a']],
  ])('is wrong usage with %s', async (_case, content, words) => {
    await expect(run(content, ...words)).rejects.toBeInstanceOf(UsageError);
  });
});
