import { describe, expect, it } from 'vitest';
import { requestStates, STATE_TTL_MS } from './request-state.ts';

const BOUND = { caller: 'ada', request: 'digest' };
let time = 1_000;
const states = requestStates('key', () => time);

describe('a state between two rounds', () => {
  it('carries what it was given', () => {
    expect(states.open(states.seal(BOUND, { key: 'k-1' }), BOUND)).toEqual({ key: 'k-1' });
  });

  it.each([
    ['another caller', { ...BOUND, caller: 'eve' }],
    ['another request', { ...BOUND, request: 'other' }],
  ])('counts for nobody else: %s', (_what, bound) => {
    expect(() => states.open(states.seal(BOUND, {}), bound)).toThrow('belongs to another request');
  });

  it('counts no more when a person has thought too long', () => {
    const state = states.seal(BOUND, {});
    time += STATE_TTL_MS + 1;
    expect(() => states.open(state, BOUND)).toThrow('too old');
  });

  it('is refused when anything in it was changed', () => {
    const state = states.seal(BOUND, { key: 'k-1' });
    for (let at = 0; at < state.length; at += 1) {
      const changed = `${state.slice(0, at)}${state[at] === 'A' ? 'B' : 'A'}${state.slice(at + 1)}`;
      // The last character of base64url holds bits that mean nothing.
      if (
        Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(
          Buffer.from(state.split('.')[1] ?? '', 'base64url'),
        )
      )
        if (changed.split('.')[0] === state.split('.')[0]) continue;
      expect(() => states.open(changed, BOUND)).toThrow();
    }
  });

  it.each([undefined, null, 5, '', '.', 'a.b', {}])('is refused when it is none: %j', (state) => {
    expect(() => states.open(state, BOUND)).toThrow('was changed');
  });

  it('of another key is refused', () => {
    expect(() => states.open(requestStates('other', () => time).seal(BOUND, {}), BOUND)).toThrow(
      'was changed',
    );
  });
});
