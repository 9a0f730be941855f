import { describe, expect, it } from 'vitest';
import { deploymentNews, deploymentSignals, isDeploymentEvent } from './deployment-event.ts';
import { readMessage } from './read-message.ts';

const AT = '2026-01-01T00:00:00.000Z';
const event = (type: string, detail: object = {}) => ({
  source: 'operate',
  'detail-type': type,
  detail: {
    deploymentId: 'dep-1',
    environment: 'production',
    service: 'shop',
    version: 'v2',
    state: 'ROLLED_BACK',
    reason: { code: 'JUDGED_WORSE', words: 'More errors.' },
    at: AT,
    ...detail,
  },
});
const said = (type: string, detail?: object) =>
  deploymentSignals(event(type, detail))?.map(({ state, severity }) => [state, severity]);

describe('the end of a deployment', () => {
  it('fires and is well again where the old version serves', () => {
    expect(said('DeploymentFailed')).toEqual([
      ['FIRING', 'medium'],
      ['RESOLVED', undefined],
    ]);
    expect(deploymentSignals(event('DeploymentFailed'))?.map(({ at }) => at)).toEqual([
      AT,
      '2026-01-01T00:00:00.001Z',
    ]);
  });

  it.each([
    ['2025-12-31T23:55:00.000Z', '2025-12-31T23:55:00.000Z'],
    ['2026-01-01T00:05:00.000Z', undefined],
    ['soon', undefined],
    [undefined, undefined],
  ])('counts the harm from when users reached the version, %s', (firstShiftAt, expected) => {
    const [firing] = deploymentSignals(event('DeploymentFailed', { firstShiftAt })) ?? [];
    expect(firing?.breachedAt).toBe(expected);
  });

  it('is critical where nobody knows what serves, and ends with the next promotion', () => {
    const stuck = { state: 'FAILED', reason: { code: 'RESTORE_FAILED', words: 'No.' } };
    expect(said('DeploymentFailed', stuck)).toEqual([['FIRING', 'critical']]);
    expect(said('DeploymentPromoted', { state: 'PROMOTED', reason: null })).toEqual([
      ['RESOLVED', undefined],
    ]);
  });

  it.each(['REFUSED', 'ABORTED'])('is no trouble when it is %s', (state) => {
    expect(said('DeploymentFailed', { state })).toEqual([]);
  });

  it.each([{ at: null }, { service: '../x' }, { environment: 5 }])('is refused with %o', (detail) => {
    const body = event('DeploymentFailed', detail);
    expect(deploymentSignals(body)).toBeUndefined();
    expect(readMessage(JSON.stringify(body), 0).kind).toBe('refused');
  });

  it('has what was attached to it looked after', () => {
    expect(deploymentNews(event('DeploymentFailed'))?.unjudged).toBe('dep-1');
    expect(deploymentNews(event('DeploymentFailed', { deploymentId: 5 }))).toBeUndefined();
  });

  it('is told from other events by its source', () => {
    expect(isDeploymentEvent(event('DeploymentFailed'))).toBe(true);
    expect(isDeploymentEvent({ ...event('DeploymentFailed'), source: 'aws.ecs' })).toBe(false);
  });
});

describe('a deployment that is held', () => {
  it('says nothing of its service, which may be well', () => {
    const held = event('DeploymentHeld', { state: 'PAUSED', at: null });
    expect(deploymentNews(held)).toEqual({ signals: [], unjudged: 'dep-1' });
    expect(readMessage(JSON.stringify(held), 0)).toEqual({
      kind: 'signals',
      signals: [],
      unjudged: 'dep-1',
    });
  });
});
