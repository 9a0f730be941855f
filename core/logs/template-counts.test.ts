import { describe, expect, it } from 'vitest';
import { TemplateMinutes } from './template-counts.ts';

const MINUTE = 60_000;
const spans = { before: { from: 0, to: 3 * MINUTE }, period: { from: 3 * MINUTE, to: 5 * MINUTE } };
const whole = [{ from: 0, to: 5 * MINUTE }];

function counted(covered: ReadonlyMap<string, readonly { from: number; to: number }[]>) {
  const minutes = new TemplateMinutes();
  const say = (node: string, minute: number, line: string) =>
    minutes.take({ node, side: minute < 3 ? 'before' : 'period', at: minute * MINUTE + 5, line });
  for (const minute of [0, 1, 2, 3, 4]) say('shop', minute, `INFO served order ${minute} in 3 ms`);
  for (const minute of [3, 3, 4]) say('shop', minute, `ERROR connect ECONNREFUSED 10.0.0.${minute}`);
  say('cart', 1, 'INFO served order 17 in 3 ms');
  return minutes.counts(spans, covered);
}

describe('lines by template and minute', () => {
  it('are counted for each service, of both times', () => {
    const found = counted(new Map(['shop', 'cart'].map((node) => [node, whole])));
    expect(found.map(({ node, isError, usual, now }) => ({ node, isError, usual, now }))).toEqual([
      { node: 'shop', isError: false, usual: [1, 1, 1], now: [1, 1] },
      { node: 'shop', isError: true, usual: [0, 0, 0], now: [2, 1] },
      { node: 'cart', isError: false, usual: [0, 1, 0], now: [0, 0] },
    ]);
    // One template, wherever it is written.
    expect(found[0]?.template).toBe(found[2]?.template);
  });

  it('leave out minutes that were not read to their end', () => {
    const partly = new Map([['shop', [{ from: MINUTE, to: 3 * MINUTE + 30_000 }]]]);
    expect(counted(partly)[0]).toMatchObject({ node: 'shop', usual: [1, 1], now: [] });
  });

  it('keep no secrets', () => {
    const minutes = new TemplateMinutes();
    minutes.take({ node: 'shop', side: 'period', at: 0, line: 'login failed password=hunter2' });
    expect(JSON.stringify(minutes.counts(spans, new Map([['shop', whole]])))).not.toContain('hunter2');
    expect(minutes.lines).toBe(1);
  });
});
