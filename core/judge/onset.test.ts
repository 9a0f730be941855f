import { describe, expect, it } from 'vitest';
import { priorOf } from './dispersion.ts';
import { EProcess } from './e-process.ts';
import { oddsRatioLikelihood } from './likelihood.ts';
import { errorModel } from './model.ts';
import { OnsetProcess } from './onset.ts';

const model = errorModel(Math.log(1.25));
const prior = priorOf(model.noise);

function feed(process: { observe: OnsetProcess['observe'] }, from: number, to: number, bad: number): void {
  const likelihood = oddsRatioLikelihood({ bad, trials: 1000 }, { bad: 10, trials: 1000 });
  for (let at = from; at < to && likelihood !== null; at += 1) process.observe(at, likelihood);
}

describe('onset process', () => {
  it('has no evidence before the first minute', () => {
    expect(new OnsetProcess(model).evidence(prior)).toEqual({ logEvidence: 0, since: 0 });
  });
  it('is the first process in part, and nothing staked for the rest', () => {
    const onset = new OnsetProcess(model);
    const plain = new EProcess(model);
    feed(onset, 100, 104, 30);
    feed(plain, 100, 104, 30);
    const expected = Math.log(0.55 * Math.exp(plain.logEvidence(prior)) + 0.45);
    expect(onset.evidence(prior).logEvidence).toBeCloseTo(expected, 9);
    expect(onset.evidence(prior).since).toBe(100);
  });
  it('stakes as it is told', () => {
    const onset = new OnsetProcess(model, { first: 0.3, late: 0.06, kept: 0 });
    const plain = new EProcess(model);
    expect(onset.evidence(prior).logEvidence).toBeCloseTo(Math.log(0.36), 9);
    feed(onset, 0, 4, 30);
    feed(plain, 0, 4, 30);
    const expected = Math.log(0.3 * Math.exp(plain.logEvidence(prior)) + 0.06);
    expect(onset.evidence(prior).logEvidence).toBeCloseTo(expected, 9);
  });
  it('sees what begins late, and from when', () => {
    const onset = new OnsetProcess(model);
    const plain = new EProcess(model);
    for (const process of [onset, plain]) {
      feed(process, 0, 40, 10);
      feed(process, 40, 44, 200);
    }
    expect(plain.logEvidence(prior)).toBeLessThan(3.5);
    expect(onset.evidence(prior).logEvidence).toBeGreaterThan(4);
    expect(onset.evidence(prior).since).toBe(40);
  });
  it('counts its starts from the first minute on, across gaps', () => {
    const onset = new OnsetProcess(model);
    feed(onset, 3, 4, 10);
    feed(onset, 20, 24, 200);
    expect(onset.evidence(prior).since).toBe(18);
  });
  it('still sees late failures after many hours, and keeps its first start', () => {
    const onset = new OnsetProcess(model);
    feed(onset, 0, 150, 10);
    feed(onset, 150, 156, 300);
    expect(onset.evidence(prior).logEvidence).toBeGreaterThan(4);
    expect(onset.evidence(prior).since).toBe(150);
    const steady = new OnsetProcess(model);
    feed(steady, 0, 150, 25);
    expect(steady.evidence(prior).since).toBe(0);
  });
  it('counts from a first minute that says nothing', () => {
    const onset = new OnsetProcess(model);
    onset.observe(2, null);
    feed(onset, 6, 27, 10);
    onset.observe(27, null);
    feed(onset, 28, 32, 300);
    expect(onset.evidence(prior).since).toBe(27);
  });
  it('lets nothing speak against the version that is not believable', () => {
    const onset = new OnsetProcess(model);
    feed(onset, 0, 10, 100);
    const heard = onset.evidence(prior).logEvidence;
    expect(heard).toBeGreaterThan(4);
    expect(onset.evidence(prior, () => false).logEvidence).toBeLessThanOrEqual(1e-9);
    const late = onset.evidence(prior, (since) => since === 5);
    expect(late.since).toBe(5);
    expect(late.logEvidence).toBeGreaterThan(1);
    expect(late.logEvidence).toBeLessThan(heard);
  });
  it('keeps the first start and the four latest late ones', () => {
    const onset = new OnsetProcess(model);
    feed(onset, 0, 71, 10);
    const asked: number[] = [];
    onset.evidence(prior, (since) => asked.push(since) > 0);
    expect(asked).toEqual([0, 55, 60, 65, 70]);
  });
});
