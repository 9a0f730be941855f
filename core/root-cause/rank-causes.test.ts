import { describe, expect, it } from 'vitest';
import { rankCauses } from './rank-causes.ts';
import { type ChainCall, ids, periods, series, traces } from './root-cause.fixture.ts';

const chain = (change: Partial<Record<string, Partial<ChainCall>>> = {}): ChainCall[] =>
  ['web', 'orders', 'table'].map((node) => ({
    node,
    self: 10,
    lines: [`INFO ${node} served`],
    ...change[node],
  }));
const USUAL = traces(ids('u', 20), chain());
const traced = (now: ChainCall[]) =>
  rankCauses({ onset: 0, calls: [], traces: { usual: USUAL, now: traces(ids('n', 12), now) } });

describe('ranking by traces', () => {
  it('names the service whose own time grew', () => {
    const { causes, verdict } = traced(chain({ orders: { self: 500 } }));
    expect(verdict).toBe('RANKED');
    expect(causes[0]).toMatchObject({ node: 'orders', evidence: [{ kind: 'slowness' }] });
    expect(causes[0]?.confidence).toBeGreaterThan(0.8);
  });

  it('blames time that is lost on the way on the side that is called', () => {
    expect(traced(chain({ table: { gap: 900 } })).causes[0]?.node).toBe('table');
  });

  it('names the first in a trace to behave otherwise, not those that had its answer', () => {
    const failing = chain({
      table: { lines: ['ERROR table is gone'] },
      orders: { lines: ['ERROR orders got no answer'] },
      web: { lines: ['ERROR web got no answer'] },
    });
    // Who serves a call is done after those it called.
    const now = traces(ids('n', 12), failing);
    const { causes } = rankCauses({ onset: 0, calls: [], traces: { usual: USUAL, now } });
    expect(causes.map(({ node }) => node)).toEqual(['table']);
    expect(causes[0]?.evidence[0]?.words).toContain('ERROR table is gone');
  });

  it('notices a line that is no longer written', () => {
    expect(traced(chain({ orders: { lines: [] } })).causes[0]?.node).toBe('orders');
  });

  it('says that there is not enough data when nothing differs', () => {
    expect(traced(chain())).toMatchObject({ verdict: 'NOT_ENOUGH_DATA' });
  });
});

describe('ranking by metrics, logs and what was done', () => {
  const WELL = { requests: 100, errors: 0, latency: 0.1 };
  const BAD = { requests: 100, errors: 40, latency: 0.1 };
  const facts = {
    onset: 1_000_000,
    target: { node: 'web', felt: 'errors' as const },
    calls: [
      { caller: 'web', callee: 'cart' },
      { caller: 'web', callee: 'search' },
    ],
    series: ['web', 'cart', 'search'].map((node) => series(node, WELL, periods(WELL, 3, BAD, 3))),
  };

  it('takes two callees to be as likely, and the changed one to be likelier', () => {
    const [one, other] = rankCauses(facts).causes;
    expect(one?.strength).toBeCloseTo(other?.strength ?? 0);
    const changes = [{ node: 'search', kind: 'deployment', id: 'dep-1', at: facts.onset - 120_000 }];
    const { causes } = rankCauses({ ...facts, changes });
    expect(causes[0]?.node).toBe('search');
    expect(causes[0]?.evidence.map(({ kind }) => kind)).toContain('change');
  });

  it('does not suspect what was changed long ago or later, or shows nothing', () => {
    const at = (minutes: number, node = 'search') => ({
      node,
      kind: 'deployment',
      id: 'd',
      at: facts.onset + minutes * 60_000,
    });
    const { causes } = rankCauses({ ...facts, changes: [at(-45), at(10), at(-1, 'billing')] });
    expect(causes.flatMap(({ evidence }) => evidence).filter(({ kind }) => kind === 'change')).toEqual([]);
  });

  it('remembers incidents that looked the same', () => {
    const past = [{ id: 'inc-1', cause: 'cart', unusual: ['web', 'cart', 'search'] }];
    const { causes } = rankCauses({ ...facts, past });
    expect(causes[0]).toMatchObject({ node: 'cart' });
    expect(causes[0]?.evidence.map(({ kind }) => kind)).toContain('history');
  });

  it('adds a resource that is used up and an error that was never written', () => {
    const usual = Array.from({ length: 60 }, (_, minute) => 10 + (minute % 5));
    const resources = [{ node: 'cart', name: 'CPU', usual, now: [99, 99, 99] }];
    const lines = { isError: true, usual: usual.map(() => 0), now: [4, 5, 6] };
    const templates = [
      { node: 'cart', template: 'ERROR out of threads', ...lines },
      { node: 'cart', template: 'served', isError: false, usual: usual.map(() => 100), now: [100, 100, 100] },
    ];
    const [first] = rankCauses({ ...facts, resources, templates }).causes;
    expect(first?.node).toBe('cart');
    expect(first?.evidence.map(({ kind }) => kind).sort()).toEqual(['calls', 'log', 'resource']);
  });

  it('is not misled by more traffic', () => {
    const usual = Array.from({ length: 60 }, () => 100);
    const served = { node: 'cart', template: 'served', isError: false, usual, now: [900, 900, 900] };
    expect(rankCauses({ onset: 0, calls: [], templates: [served] }).verdict).toBe('NOT_ENOUGH_DATA');
  });

  it('says what it did not see, and stands nothing at all', () => {
    expect(rankCauses({ onset: 0, calls: [] })).toEqual({
      verdict: 'NOT_ENOUGH_DATA',
      causes: [],
      nodes: 0,
      notSeen: [
        'metrics of calls',
        'traces',
        'resource metrics',
        'log templates',
        'changes',
        'past incidents',
      ],
    });
  });

  it('stands numbers that are none', () => {
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, -5];
    const broken = odd.map((latency) => ({ requests: Number.NaN, errors: -1, latency }));
    const { causes } = rankCauses({
      ...facts,
      series: [...facts.series.slice(0, 2), { node: 'search', usual: broken, now: broken }],
      resources: [{ node: 'cart', name: 'CPU', usual: odd, now: odd }],
    });
    expect(causes.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true);
  });
});
