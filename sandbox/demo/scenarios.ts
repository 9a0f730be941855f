import { promises, refused, untilBudgetSpent } from './budget.ts';
import { colleagueShifts, machineDies } from './mishaps.ts';
import type { Scenario } from './scenario.ts';
import {
  bakes,
  deploy,
  operate,
  rollBackTo,
  untilOver,
  untilShare,
  untilState,
  untilWindowClosed,
} from './steps.ts';

const good: readonly Scenario[] = [
  {
    name: 'rolling-good',
    target: 'ecs',
    strategy: 'rolling',
    pair: { desiredCount: 4 },
    steps: [deploy('v2'), untilOver],
    expected: 'PROMOTED',
    serves: 'v2',
  },
  {
    name: 'canary-good',
    target: 'ecs',
    strategy: 'canary',
    pair: { production: 'rule' },
    steps: [deploy('v2'), untilOver],
    expected: 'PROMOTED',
    serves: 'v2',
  },
  {
    name: 'lambda-canary-good',
    target: 'lambda',
    strategy: 'canary',
    steps: [deploy('2'), untilOver],
    expected: 'PROMOTED',
    serves: '2',
  },
  {
    name: 'lambda-linear-good',
    target: 'lambda',
    strategy: 'rolling',
    steps: [deploy('2'), untilOver],
    expected: 'PROMOTED',
    serves: '2',
  },
  {
    name: 'blue-green-good',
    target: 'ecs',
    strategy: 'blue-green',
    pair: { testPath: 'header-rules' },
    steps: [deploy('v2'), untilOver],
    expected: 'PROMOTED',
    serves: 'v2',
  },
];

const bad: readonly Scenario[] = [
  {
    name: 'rolling-slow',
    target: 'ecs',
    strategy: 'rolling',
    pair: { desiredCount: 4 },
    steps: [
      deploy('slow', {
        monitoring: { duration: 60, successCriteria: { responseTime: '<50ms' } },
        onInsufficient: 'rollback',
      }),
      untilOver,
    ],
    expected: 'ROLLED_BACK',
    serves: 'v1',
    bad: 'slow',
  },
  {
    name: 'blue-green-failing',
    target: 'ecs',
    strategy: 'blue-green',
    steps: [deploy('failing'), untilOver],
    expected: 'ROLLED_BACK',
    serves: 'v1',
    bad: 'failing',
  },
  {
    name: 'canary-failing',
    target: 'ecs',
    strategy: 'canary',
    steps: [
      promises(99.95),
      deploy('failing', { trafficSplit: 5 }),
      untilOver,
      untilBudgetSpent,
      refused('v2'),
    ],
    expected: 'ROLLED_BACK',
    serves: 'v1',
    bad: 'failing',
    limits: { seconds: 360, failedShare: 0.012 },
  },
  {
    name: 'lambda-canary-failing',
    target: 'lambda',
    strategy: 'canary',
    steps: [deploy('3'), untilOver],
    expected: 'ROLLED_BACK',
    serves: '1',
    bad: '3',
  },
  {
    name: 'crash-looping',
    target: 'ecs',
    strategy: 'blue-green',
    steps: [deploy('crash-looping'), untilOver],
    expected: 'ROLLED_BACK',
    serves: 'v1',
    bad: 'crash-looping',
    unseen: true,
  },
  {
    name: 'never-healthy',
    target: 'ecs',
    strategy: 'canary',
    steps: [deploy('never-healthy', { healthCheckTimeout: 120 }), untilOver],
    expected: 'ROLLED_BACK',
    serves: 'v1',
    bad: 'never-healthy',
    unseen: true,
  },
];

const people: readonly Scenario[] = [
  {
    name: 'rollback-cold',
    target: 'ecs',
    strategy: 'blue-green',
    rollbackWindowSeconds: 60,
    steps: [
      deploy('v2', { trafficSplit: 'all-at-once' }),
      untilOver,
      deploy('v3', { trafficSplit: 'all-at-once' }),
      untilOver,
      untilWindowClosed,
      rollBackTo('v1'),
      untilOver,
    ],
    expected: 'PROMOTED',
    serves: 'v1',
  },
  {
    name: 'rollback-warm',
    target: 'ecs',
    strategy: 'blue-green',
    steps: [deploy('v2', { trafficSplit: 'all-at-once' }), untilOver, rollBackTo('v1'), untilOver],
    expected: 'PROMOTED',
    serves: 'v1',
  },
  {
    name: 'pause-and-promote',
    target: 'ecs',
    strategy: 'canary',
    steps: [
      deploy('v2', { trafficSplit: 25 }),
      untilShare(25),
      operate('pause_deployment'),
      untilState('PAUSED'),
      operate('promote_deployment'),
      untilOver,
    ],
    expected: 'PROMOTED',
    serves: 'v2',
  },
  {
    name: 'abort',
    target: 'ecs',
    strategy: 'canary',
    steps: [
      deploy('v2', { trafficSplit: 25 }),
      untilShare(25),
      bakes(60),
      operate('abort_deployment'),
      untilOver,
    ],
    expected: 'ABORTED',
    serves: 'v1',
  },
];

const mishaps: readonly Scenario[] = [
  {
    name: 'machine-killed',
    target: 'ecs',
    strategy: 'canary',
    steps: [deploy('v2', { trafficSplit: 25 }), untilShare(25), machineDies, untilOver],
    expected: 'ROLLED_BACK',
    serves: 'v1',
  },
  {
    name: 'outside-change',
    target: 'ecs',
    strategy: 'canary',
    steps: [deploy('v2', { trafficSplit: 25 }), untilShare(25), bakes(60), colleagueShifts(60), untilOver],
    expected: 'ROLLED_BACK',
    serves: 'v1',
  },
];

/** Everything the demo shows; the long ones come first, so that all lanes end at about the same time. */
export const SCENARIOS: readonly Scenario[] = [...good, ...bad, ...people, ...mishaps];
