import { describe, expect, it } from 'vitest';
import { composeScenarios } from './compose.ts';
import { ruleOf } from './fault-kinds.ts';
import { isFixable } from './labelled.ts';
import { loadLibrary } from './load.ts';
import { labelFor } from './rules.ts';
import { INTENSITIES } from './severities.ts';

const library = loadLibrary();
const many = Array.from({ length: 20 }, (_, seed) => composeScenarios(library, 30, seed)).flat();

describe('composed scenarios', () => {
  it('follow from the seed alone', () => {
    expect(composeScenarios(library, 30, 4)).toEqual(composeScenarios(library, 30, 4));
    expect(composeScenarios(library, 30, 4)).not.toEqual(composeScenarios(library, 30, 5));
  });

  it('reach every kind of fault that can be seen alone, and every topology', () => {
    const kinds = new Set(many.flatMap(({ faults }) => faults.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual(Object.keys(INTENSITIES).sort());
    expect(new Set(many.map(({ topologyName }) => topologyName)).size).toBe(
      Object.keys(library.topologies).length,
    );
  });

  it('are of every sort: quiet, fixable, not fixable, two at once, asked, late', () => {
    const share = (holds: (scenario: (typeof many)[number]) => boolean) =>
      many.filter(holds).length / many.length;
    expect(share(({ labels }) => labels.length === 0)).toBeGreaterThan(0.05);
    expect(share(isFixable)).toBeGreaterThan(0.35);
    expect(share((scenario) => scenario.labels.length > 0 && !isFixable(scenario))).toBeGreaterThan(0.2);
    expect(share(({ labels }) => labels.length === 2)).toBeGreaterThan(0.04);
    expect(share(({ approval }) => approval === 'never')).toBeGreaterThan(0.01);
    expect(share(({ delivery }) => delivery.lateSeconds > 0)).toBeGreaterThan(0.1);
  });

  it('allow nothing that neither mends nor eases their fault, and nothing at all without an approval', () => {
    for (const { labels, approval } of many)
      for (const { cause, allowed } of labels) {
        const { mendedBy, easedBy } = ruleOf(cause === 'none' ? 'agent-stops' : cause.kind);
        for (const { tool } of allowed) expect([...mendedBy, ...easedBy]).toContain(tool);
        if (approval !== 'given') expect(allowed).toEqual([]);
      }
  });

  it('never share a service or an alarm between two faults', () => {
    for (const { labels } of many) {
      const alarms = labels.flatMap((label) => label.alarms);
      expect(new Set(alarms).size).toBe(alarms.length);
    }
  });
});

describe('the label of load', () => {
  const labelOf = (on: 'single' | 'single-at-limit' | 'single-autoscaled' | 'chain', intensity: number) => {
    const topology = library.topologies[on];
    if (topology === undefined) throw new Error(`There is no topology ${on}.`);
    const [at = ''] = Object.keys(topology.entries);
    const fault = { kind: 'load-spike', at, afterMinutes: 5, intensity } as const;
    return labelFor({ topology, load: topology.entries, fault, alarms: ['a'], mayAct: true });
  };

  it('is fixable as long as the owner lets there be enough tasks', () => {
    expect(labelOf('single', 300)).toMatchObject({ fixable: true, allowed: ['scale-out storefront'] });
    expect(labelOf('single', 900)).toMatchObject({ fixable: false, end: 'escalated' });
    expect(labelOf('single-at-limit', 300)).toMatchObject({ fixable: false, allowed: [] });
  });

  it('may end without a runbook where target tracking acts', () => {
    expect(labelOf('single-autoscaled', 300).end).toBe('repaired-or-recovered');
  });

  it('passes on to everything that is called', () => {
    expect(labelOf('chain', 300).allowed).toEqual([
      'scale-out gateway',
      'scale-out storefront',
      'scale-out inventory',
    ]);
  });
});
