import { describe, expect, it } from 'vitest';
import { idleCost, total } from './idle-cost.ts';

const resource = (Type: string, Properties: Record<string, unknown> = {}) => ({ Type, Properties });
const dollars = (Type: string, Properties?: Record<string, unknown>) =>
  total(idleCost([resource(Type, Properties)]));

describe('what a resource costs while nobody calls', () => {
  it('is a dollar for a key, and names the rotation', () => {
    const [line] = idleCost([resource('AWS::KMS::Key')]);
    expect(line).toEqual({ what: expect.stringContaining('rotation adds $1.00'), dollars: 1 });
  });

  it('is ten cents for each metric that an alarm reads, expressions being free', () => {
    const stat = { MetricStat: {} };
    expect(dollars('AWS::CloudWatch::Alarm', { MetricName: 'Errors' })).toBeCloseTo(0.1);
    expect(dollars('AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'a+b' }, stat, stat] })).toBeCloseTo(
      0.2,
    );
  });

  it('is the calls of a schedule', () => {
    const every = (expression: string) =>
      dollars('AWS::Scheduler::Schedule', { ScheduleExpression: expression });
    expect(every('rate(1 hour)')).toBeCloseTo(0.0023, 4);
    expect(every('rate(1 day)')).toBeCloseTo(0.0001, 4);
    expect(every('rate(1 minute)')).toBeCloseTo(0.14, 2);
  });

  it('is the polls of a queue that a function works off, without what is free of them', () => {
    expect(dollars('AWS::Lambda::EventSourceMapping')).toBeCloseTo(0.26, 2);
    const [line] = idleCost([resource('AWS::Lambda::EventSourceMapping')]);
    expect(line?.what).toContain('first million requests');
  });

  it('is nothing for what is paid by use', () => {
    expect(idleCost([resource('AWS::Lambda::Function'), resource('AWS::SQS::Queue')])).toEqual([]);
  });

  it('has to be known', () => {
    expect(() => dollars('AWS::EC2::NatGateway')).toThrow(
      'AWS::EC2::NatGateway costs while nobody calls is unknown',
    );
  });
});

it('adds up lines of one kind, largest first', () => {
  const alarm = resource('AWS::CloudWatch::Alarm', { MetricName: 'Errors' });
  const lines = idleCost([alarm, resource('AWS::KMS::Key'), alarm]);
  expect(lines.map((line) => line.dollars)).toEqual([1, 0.2]);
  expect(total(lines)).toBeCloseTo(1.2);
});
