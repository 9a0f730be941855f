import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../sandbox/eventbridge/event-envelope.ts';
import { transformInput } from '../../sandbox/eventbridge/input-transformer.ts';
import { targetInput } from './target-input.ts';

const ORIGIN = { ruleArn: 'arn:rule', ruleName: 'rule' };
const EVENT = {
  source: 'app',
  resources: ['a', 'b'],
  detail: { name: 'dep-1', count: 2, who: { arn: 'x' } },
};
const filled = (template: string, paths: Readonly<Record<string, string>> = {}) =>
  JSON.parse(targetInput({ transformer: { paths, template } }, EVENT, ORIGIN)) as unknown;

describe('what a target gets', () => {
  it('is the event, a part of it, or what was fixed', () => {
    expect(JSON.parse(targetInput({}, EVENT, ORIGIN))).toEqual(EVENT);
    expect(targetInput({ inputPath: '$.detail.who' }, EVENT, ORIGIN)).toBe('{"arn":"x"}');
    expect(targetInput({ inputPath: '$.nowhere' }, EVENT, ORIGIN)).toBe('{}');
    expect(targetInput({ input: '{"a":1}' }, EVENT, ORIGIN)).toBe('{"a":1}');
  });

  it('is a template with values outside quotes and bare text inside', () => {
    const paths = {
      name: '$.detail.name',
      who: '$.detail.who',
      all: '$.resources[*]',
      none: '$.detail.none',
    };
    expect(
      filled('{"id": <name>, "who": <who>, "text": "<name> of <who>", "all": <all>, "none": <none>}', {
        ...paths,
        who: '$.detail.count',
      }),
    ).toEqual({ id: 'dep-1', who: 2, text: 'dep-1 of 2', all: ['a', 'b'], none: '' });
    expect(filled('"<who> of <aws.events.rule-name>"', paths)).toBe('{arn:x} of rule');
    expect(filled('{"event": <aws.events.event.json>, "rule": <aws.events.rule-arn>}')).toEqual({
      event: EVENT,
      rule: 'arn:rule',
    });
  });

  it.each([
    ['{"at": <aws.events.event.ingestion-time>}', /does not carry <aws.events.event.ingestion-time>/],
    ['{"id": <name>', /gives no JSON/],
  ])('is refused for %s', (template, words) => {
    expect(() => filled(template, { name: '$.detail.name' })).toThrow(words);
  });

  it('is what the sandbox’s EventBridge sends, for any event and template', () => {
    const detail = fc.dictionary(fc.constantFrom('name', 'count', 'who'), fc.jsonValue({ maxDepth: 2 }));
    const part = fc.constantFrom('<name>', '"<name>"', '<who>', '"of <count>"', '<deep>', '<all>', '7');
    fc.assert(
      fc.property(detail, fc.array(part, { minLength: 1, maxLength: 5 }), (fields, parts) => {
        const event = { ...EVENT, detail: fields } as unknown as EventEnvelope;
        const paths = {
          name: '$.detail.name',
          who: '$.detail.who',
          count: '$.detail.count',
          deep: '$.detail.who[0].a',
          all: '$.detail.*',
        };
        const template = `{${parts.map((value, index) => `"f${index}": ${value}`).join(', ')}}`;
        const expected = attempt(() =>
          transformInput(
            { inputPathsMap: paths, inputTemplate: template },
            { event, ...ORIGIN, ingestionTime: '' },
          ),
        );
        expect(attempt(() => targetInput({ transformer: { paths, template } }, event, ORIGIN))).toEqual(
          expected,
        );
      }),
    );
  });
});

function attempt(make: () => string): string {
  try {
    return make();
  } catch {
    return 'nothing';
  }
}
