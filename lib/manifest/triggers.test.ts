import { describe, expect, it } from 'vitest';
import { HOUSES } from '../../surfaces/example/operations.ts';
import { NEIGHBOURHOOD, shutWindow } from '../houses.fixture.ts';
import { makeManifest } from './manifest.ts';
import { environmentOf } from './settings.ts';
import { rulesOf, scheduledOperations, schedulesOf } from './triggers.ts';

const NAMING = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };

describe('what calls an operation by itself', () => {
  it('is a rule with the names of this account, and an input made of the event and of fixed texts', () => {
    expect(rulesOf(NEIGHBOURHOOD, NAMING)).toEqual([
      {
        name: 'storm',
        operation: 'shut_window',
        pattern: {
          source: ['aws.cloudwatch'],
          resources: ['arn:aws:states:eu-west-1:111122223333:stateMachine:operate-drying'],
          detail: { state: { value: ['ALARM'] } },
        },
        inputTransformer: {
          inputPathsMap: { window: '$.detail.alarmName' },
          inputTemplate: '{"window": <window>, "cause": "a \\"storm\\""}',
        },
      },
    ]);
  });

  it('is a rule of the product’s own bus where it says so', () => {
    const [trigger] = shutWindow.triggers ?? [];
    if (trigger?.type !== 'event') throw new Error('The fixture has another trigger first.');
    const own = { ...shutWindow, triggers: [{ ...trigger, bus: 'product' as const }] };
    expect(rulesOf([own], NAMING)).toMatchObject([{ name: 'storm', bus: 'operate' }]);
    const { triggers } = environmentOf(makeManifest([own], NAMING), {
      gatewayToken: 'token',
      metricMarginSeconds: 1,
      roles: [],
    });
    expect(triggers.rules).toEqual(['operate/operate-storm']);
  });

  it('is a schedule', () => {
    expect(schedulesOf(NEIGHBOURHOOD)).toEqual([
      {
        name: 'nightfall',
        expression: 'rate(1 day)',
        operation: 'shut_window',
        input: '{"cause":"night"}',
      },
    ]);
  });

  it('lets the scheduler’s role call exactly the operations that schedules may call', () => {
    expect(scheduledOperations(NEIGHBOURHOOD)).toEqual(['shut_window']);
    expect(makeManifest(NEIGHBOURHOOD, NAMING).schedulerRole.statements).toEqual([
      {
        actions: ['lambda:InvokeFunction'],
        resources: ['arn:aws:lambda:eu-west-1:111122223333:function:operate-shut-window'],
      },
    ]);
    expect(makeManifest(HOUSES, NAMING).schedulerRole.statements).toEqual([]);
  });

  it('has a name of its own', () => {
    const twin = { ...shutWindow, name: 'shut_shutter' };
    expect(() => rulesOf([shutWindow, twin], NAMING)).toThrow("Two triggers have the name 'storm'.");
    expect(() => schedulesOf([shutWindow, twin])).toThrow("Two triggers have the name 'nightfall'.");
  });
});
