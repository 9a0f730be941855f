import { describe, expect, it } from 'vitest';
import type { Trigger } from '../../functions/trigger.ts';
import { NEIGHBOURHOOD, shutWindow, sortMail } from '../houses.fixture.ts';
import { makeManifest } from './manifest.ts';
import { queuesOf } from './queues.ts';
import { resolveStatements } from './resources.ts';
import { rolePlans } from './role-plans.ts';
import { environmentOf } from './settings.ts';

const NAMING = { account: '111122223333', region: 'eu-west-1', prefix: 'operate' };
const MAIL = 'arn:aws:sqs:eu-west-1:111122223333:operate-mail';
const QUEUE: Trigger = { type: 'queue', name: 'mail', batchSize: 1, windowSeconds: 0, concurrency: 2 };

const manifest = makeManifest(NEIGHBOURHOOD, NAMING);
const made = (...triggers: Trigger[]) => queuesOf([{ ...sortMail, triggers }], NAMING, manifest.rules);

describe('a queue that an operation works off', () => {
  it('has a name, rules and a topic of this account, and hides messages for as long as Lambda may need', () => {
    expect(manifest.queues).toEqual([
      {
        name: 'operate-mail',
        arn: MAIL,
        url: 'https://sqs.eu-west-1.amazonaws.com/111122223333/operate-mail',
        trigger: 'mail',
        operation: 'sort_mail',
        batchSize: 100,
        windowSeconds: 2,
        concurrency: 2,
        visibilitySeconds: 122,
        rules: [
          {
            name: 'post',
            pattern: {
              source: ['aws.ecs'],
              resources: ['arn:aws:states:eu-west-1:111122223333:stateMachine:operate-drying'],
            },
          },
        ],
        topic: 'arn:aws:sns:eu-west-1:111122223333:operate-mail',
      },
    ]);
    expect(made(QUEUE)).toMatchObject([{ rules: [], visibilitySeconds: 120 }]);
    expect(made(QUEUE)[0]).not.toHaveProperty('topic');
  });

  it('is known to handlers by its URL, and its rules to whoever looks after them', () => {
    const { queues, triggers } = environmentOf(manifest, {
      gatewayToken: 'token',
      metricMarginSeconds: 120,
      roles: [],
    });
    expect(queues).toEqual({ mail: manifest.queues[0]?.url });
    expect(triggers.rules).toEqual(['operate-storm', 'operate-post']);
    expect(triggers.functions).toEqual(['operate-shut-window']);
  });

  it('may be read with the role of its function, and of no other', () => {
    const readers = rolePlans(manifest).filter(({ runtime }) =>
      runtime.some(({ actions }) => actions.includes('sqs:ReceiveMessage')),
    );
    expect(readers.map(({ name }) => name)).toEqual(['operate-run-sort-mail']);
    expect(readers[0]?.runtime).toContainEqual({
      actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
      resources: [MAIL],
    });
  });

  it('is one of `{queues}`; a statement about none is left out', () => {
    const statements = [{ actions: ['sqs:SendMessage'], resources: ['{queues}'] }];
    expect(resolveStatements(statements, NAMING, { queues: ['mail'] })).toEqual([
      { actions: ['sqs:SendMessage'], resources: [MAIL] },
    ]);
    expect(resolveStatements(statements, NAMING)).toEqual([]);
  });

  it('has a name of its own', () => {
    const storm = { name: 'storm', pattern: { source: ['x'] } };
    expect(() => made(QUEUE, QUEUE)).toThrow("Two triggers have the name 'mail'.");
    expect(() => made({ ...QUEUE, events: [storm] })).toThrow("Two triggers have the name 'storm'.");
    expect(() => made({ ...QUEUE, name: 'dead-letters' })).toThrow(
      "'dead-letters' is that of the platform's own",
    );
    expect(() => made({ ...QUEUE, name: 'alarms', topic: true })).toThrow(
      "'alarms' is that of the platform's own",
    );
    expect(made({ ...QUEUE, name: 'alarms' })).toHaveLength(1);
    expect(() => queuesOf([sortMail, { ...shutWindow, triggers: [QUEUE] }], NAMING, [])).toThrow(
      'Two triggers',
    );
  });
});
