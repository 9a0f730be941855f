import {
  byContent,
  byScore,
  type Grouping,
  type Pairs,
  pairs,
  placed,
} from '../../core/incident/groupings.fixture.ts';
import { nodeOf, type ServiceGraph } from '../../core/incident/service-graph.ts';
import { iso } from '../../core/incident/source-time.ts';
import { type Labelled, storm } from '../../core/incident/storm.fixture.ts';
import type { Scenario } from './labelled.ts';
import type { Played } from './played.ts';
import { ENVIRONMENT } from './resolve.ts';

/** Ways of putting signals together that others use, coded as they describe them. */
export const BASELINES = {
  contentByService: byContent('service'),
  contentByEnvironment: byContent('environment'),
  score: byScore,
} as const satisfies Readonly<Record<string, Grouping>>;

export type BaselineName = keyof typeof BASELINES;

/** Pairs of signals by who put them together. */
export type Grouped = Readonly<Record<'product' | BaselineName, Pairs>>;

export interface Quality {
  /** Of the pairs that were put together, the share that belongs together. */
  readonly precision: number;
  /** Of the pairs that belong together, the share that was put together. */
  readonly recall: number;
}

/**
 * The alarms that fired in a play, the first time each, by incident: labelled ones belong together by their label,
 * every other one belongs to none. One that became no incident is alone.
 */
export function groupedInPlay(scenario: Scenario, played: Played): Grouped {
  const labelled = signalsOf(scenario, played);
  const product = labelled.map(({ signal }, index) => {
    const incident = played.incidents.find(({ alarms }) => alarms.includes(signal.title));
    return incident?.id ?? `alone-${index}`;
  });
  return grouped(labelled, graphOf(scenario), product);
}

/** So many generated storms of a few faults each, placed signal by signal as the product does. */
export function groupedInStorms(seed: number, count: number): Grouped {
  const storms = Array.from({ length: count }, (_, index) => storm(seed + index));
  return summed(
    storms.map(({ graph, signals }) => {
      const alone = signals.map(({ signal }) => signal);
      return grouped(signals, graph, placed(alone, graph));
    }),
  );
}

function grouped(labelled: readonly Labelled[], graph: ServiceGraph, product: readonly string[]): Grouped {
  const signals = labelled.map(({ signal }) => signal);
  const by = (grouping: Grouping) => pairs(labelled, grouping(signals, graph));
  const { contentByService, contentByEnvironment, score } = BASELINES;
  return {
    product: pairs(labelled, product),
    contentByService: by(contentByService),
    contentByEnvironment: by(contentByEnvironment),
    score: by(score),
  };
}

function signalsOf({ alarms, labels }: Scenario, { firings, startedAt }: Played): readonly Labelled[] {
  return firings
    .filter(({ at }) => at >= startedAt)
    .map(({ at, alarm }) => {
      const label = labels.findIndex((one) => one.alarms.includes(alarm));
      const service = alarms.find(({ id }) => id === alarm)?.tags['operate:service'] ?? '';
      return {
        fault: label < 0 ? `nothing-${alarm}` : `label-${label}`,
        signal: {
          key: alarm,
          source: 'cloudwatch',
          state: 'FIRING',
          at: iso(at),
          title: alarm,
          reason: '',
          environment: ENVIRONMENT,
          service,
          tags: {},
        },
      };
    });
}

function graphOf({ topology }: Scenario): ServiceGraph {
  const edges = Object.entries(topology.services).map(
    ([name, { dependsOn }]) =>
      [nodeOf(ENVIRONMENT, name), dependsOn.filter((callee) => callee in topology.services)] as const,
  );
  return { dependsOn: Object.fromEntries(edges) };
}

const NOBODY: Pairs = { together: 0, rightly: 0, belonging: 0 };

export function summed(all: readonly Grouped[]): Grouped {
  const of = (name: keyof Grouped) =>
    all.reduce(
      (sum, one) => ({
        together: sum.together + one[name].together,
        rightly: sum.rightly + one[name].rightly,
        belonging: sum.belonging + one[name].belonging,
      }),
      NOBODY,
    );
  return {
    product: of('product'),
    contentByService: of('contentByService'),
    contentByEnvironment: of('contentByEnvironment'),
    score: of('score'),
  };
}

/** Where there is no pair, nothing was wrong. */
export function qualityOf({ together, rightly, belonging }: Pairs): Quality {
  return {
    precision: together === 0 ? 1 : rightly / together,
    recall: belonging === 0 ? 1 : rightly / belonging,
  };
}
