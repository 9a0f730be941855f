import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../functions/catalog.ts';
import { policiesOf } from './policies.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const withPolicy = (text: string) => {
  writeFileSync(join(folder, 'own.cedar'), text);
  return policiesOf(catalog, folder);
};

describe("a user's folder of policies", () => {
  it('adds to ours, by id or else by file and number', () => {
    const own = Object.keys(policiesOf(catalog));
    const all = Object.keys(
      withPolicy(`
        @id("office-hours")
        forbid (principal, action in Operate::Action::"deploying", resource)
        when { context.weekday > 5 && resource has environment && resource.environment == "production" };
        forbid (principal, action == Operate::Action::"set_freeze", resource) unless { context.source == "iam" };
      `),
    );
    expect(all).toEqual([...own, 'office-hours', join(folder, 'own.cedar#2')]);
  });

  it.each([
    ['a syntax error', 'permit (principal, action, resource) when { context.weekday > };', /own\.cedar:1: /],
    [
      'an attribute that no call has',
      '\nforbid (principal, action, resource) when { context.hour > 3 };',
      /own\.cedar:2: .*hour/,
    ],
    [
      'an attribute that may be missing',
      'forbid (principal, action, resource) when { resource.environment == "x" };',
      /environment/,
    ],
    [
      'an operation that does not exist',
      'permit (principal, action == Operate::Action::"nope", resource);',
      /nope/,
    ],
    [
      'a comparison of two kinds',
      'permit (principal, action, resource) when { context.weekday == "Monday" };',
      /own\.cedar:1: /,
    ],
    ['a template', 'permit (principal == ?principal, action, resource);', /templates/],
    [
      'an extension',
      'forbid (principal, action, resource) when { ip("::1").isLoopback() };',
      /not supported/,
    ],
    [
      'an id of ours',
      '@id("viewers-view") permit (principal, action, resource);',
      /'viewers-view' is that of another/,
    ],
  ])('with %s is refused with file and line', (_what, text, words) => {
    expect(() => withPolicy(text)).toThrow(
      expect.objectContaining({ name: 'UnsoundPolicies', message: expect.stringMatching(words) }),
    );
  });
});
