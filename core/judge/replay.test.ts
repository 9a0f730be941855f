import { describe, expect, it } from 'vitest';
import { config, minutes, observed } from './example-rollout.ts';
import { recordJudgement, replay } from './replay.ts';
import { CODE_VERSION } from './verdict.ts';

const record = recordJudgement(observed(minutes(10, 500, 5), minutes(10, 500, 60)), config(10));

describe('replay', () => {
  it('gives the same verdict from the record alone', () => {
    const read = JSON.parse(JSON.stringify(record));
    expect(replay(read)).toEqual({ same: true, sameCode: true, differences: [], verdict: record.verdict });
    expect(record.codeVersion).toBe(CODE_VERSION);
    expect(record.verdict.decision).toBe('ROLL_BACK');
  });
  it('does not mind the order of members', () => {
    const verdict = Object.fromEntries(Object.entries(record.verdict).reverse());
    expect(replay(JSON.parse(JSON.stringify({ ...record, verdict }))).same).toBe(true);
  });
  it('names what was changed', () => {
    const changed = { ...record, verdict: { ...record.verdict, decision: 'PROMOTE' as const } };
    expect(replay(changed)).toMatchObject({ same: false, differences: ['decision'] });
  });
  it('finds changed points and added fields', () => {
    const points = { ...record, observation: observed(minutes(10, 500, 5), minutes(10, 500, 5)) };
    expect(replay(points).differences).toContain('decision');
    const missing = { what: 'nothing' };
    expect(replay({ ...record, verdict: { ...record.verdict, missing } }).differences).toEqual(['missing']);
  });
  it('tells when another judge wrote the record', () => {
    expect(replay({ ...record, codeVersion: 'judge-0' })).toMatchObject({ same: true, sameCode: false });
  });
});
