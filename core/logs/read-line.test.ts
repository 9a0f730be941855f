import { describe, expect, it } from 'vitest';
import { atLeast, levelOfText, levelOfValue, wordsFrom } from './level.ts';
import { readLine } from './read-line.ts';
import { serviceOf } from './service-of.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const REQUEST = '7d3c2c1e-1111-4000-8000-000000000001';

describe('readLine', () => {
  it.each([
    ['INFO started', { text: 'INFO started', level: 'info' }],
    [`2026-01-01T10:00:00.000Z\t${REQUEST}\tERROR\tno stock`, { level: 'error', traceId: REQUEST }],
    [
      `{"level":50,"msg":"no stock","trace_id":"${TRACE}"}`,
      { text: 'no stock {level,trace_id}', level: 'error', traceId: TRACE },
    ],
    ['{"severity":"WARNING","message":"slow"}', { text: 'slow {severity}', level: 'warn' }],
    ['{"b":1,"a":"x"}', { text: '{a=x, b=1}', level: 'unknown' }],
    ['{"message":"ERROR in text"}', { text: 'ERROR in text', level: 'error' }],
    ['{not json', { text: '{not json', level: 'unknown' }],
    ['', { text: '', level: 'unknown' }],
    [
      `x-amzn-trace-id: Root=1-67891233-abcdef012345678912345678`,
      { traceId: '1-67891233-abcdef012345678912345678' },
    ],
    [`traceparent 00-${TRACE}-00f067aa0ba902b7-01`, { traceId: TRACE }],
  ])('reads %j', (line, expected) => {
    expect(readLine(line)).toMatchObject(expected);
  });
});

describe('levels', () => {
  it.each([
    ['[error] child died', 'error'],
    ['level=warn msg=slow', 'warn'],
    ['<crit> disk', 'fatal'],
    ['an error came and went', 'unknown'],
    ['TypeError: x is undefined', 'error'],
    ['2026-01-01 Task timed out after 3.00 seconds', 'error'],
    ['panic: runtime error', 'fatal'],
    ['REPORT RequestId: 7 Duration: 1 ms', 'info'],
    [`${'x'.repeat(300)} ERROR`, 'unknown'],
  ])('%j is %s', (text, level) => {
    expect(levelOfText(text)).toBe(level);
  });

  it('of numbers are those of pino and bunyan', () => {
    expect([10, 20, 30, 40, 50, 60, null, 'ERR'].map(levelOfValue)).toEqual([
      'trace',
      'debug',
      'info',
      'warn',
      'error',
      'fatal',
      'unknown',
      'error',
    ]);
  });

  it('are compared, and found by every word for them', () => {
    expect(atLeast('fatal', 'error')).toBe(true);
    expect(atLeast('unknown', 'trace')).toBe(false);
    expect(wordsFrom('error')).toEqual(expect.arrayContaining(['error', 'severe', 'critical', 'panic']));
    expect(wordsFrom('error')).not.toContain('warn');
  });
});

describe('serviceOf', () => {
  const services = ['shop', 'orders'];
  it.each([
    [['shop'], { stream: 'x', line: '' }, 'shop'],
    [services, { stream: 'ecs/orders/1', line: '' }, 'orders'],
    [services, { stream: 'ecs/orders/1', line: '{"service":"shop"}' }, 'shop'],
    [services, { stream: 'a/b', line: '{"service":"stranger"}' }, undefined],
    [[], { stream: 'a', line: '' }, undefined],
  ])('of %j by %j is %s', (names, origin, expected) => {
    expect(serviceOf(names, origin)).toBe(expected);
  });
});
