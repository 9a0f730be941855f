import type { Case } from './questions.ts';

/** Questions about costs. */
export const COST_CASES: readonly Case[] = [
  {
    what: 'what an analysis of costs would cost',
    status: 200,
    ask: () => ({
      operation: 'analyze_costs',
      input: { timeWindow: '7d', services: ['AWS Lambda'], dryRun: true },
      words: ['--time-window', '7d', '--services', 'AWS Lambda', '--dry-run'],
    }),
  },
  {
    what: 'the last analysis of costs, where there is none',
    status: 200,
    ask: () => ({ operation: 'get_cost_analysis', input: {}, words: [], profile: 'viewer' }),
  },
  {
    what: 'an analysis of costs of ten years',
    status: 400,
    ask: () => ({
      operation: 'get_cost_analysis',
      input: { timeWindow: '3650d' },
      words: ['--time-window', '3650d'],
      profile: 'viewer',
    }),
  },
];
