import { describe, expect, it } from 'vitest';
import { askedFor, samePerson } from './second-person.ts';

const session = (role: string, name: string) => `arn:aws:sts::111122223333:assumed-role/${role}/${name}`;

describe('a second person', () => {
  it.each([
    ['the same session', session('deployers', 'ada'), session('deployers', 'ada'), true],
    ['one person in two roles', session('deployers', 'ada'), session('approvers', 'ada'), true],
    ['two people in one role', session('deployers', 'ada'), session('deployers', 'grace'), false],
    ['two people in two roles', session('deployers', 'ada'), session('approvers', 'grace'), false],
    ['two users', 'arn:aws:iam::111122223333:user/ada', 'arn:aws:iam::111122223333:user/grace', false],
    ['a session with a path', session('a', 'x/ada'), session('b', 'x/ada'), true],
    [
      'a key and whoever made it',
      `key:${'0'.repeat(22)}@${session('admins', 'ada')}`,
      session('approvers', 'ada'),
      true,
    ],
    [
      'a key and somebody else',
      `key:${'0'.repeat(22)}@${session('admins', 'ada')}`,
      session('approvers', 'grace'),
      false,
    ],
    ['two keys of one maker', `key:1@${session('admins', 'ada')}`, `key:2@${session('x', 'ada')}`, true],
    ['a key that a key made', `key:1@key:2@${session('admins', 'ada')}`, session('x', 'ada'), true],
    ['a token and a session of one name', 'token:login.example.com#ada', session('approvers', 'ada'), true],
    ['a pipeline and a person', 'token:ci.example.com#repo:acme/shop', session('approvers', 'ada'), false],
    ['a session and a user of its name', session('a', 'ada'), 'arn:aws:iam::111122223333:user/ada', false],
  ])('%s', (_case, one, other, same) => {
    expect(samePerson(one, other)).toBe(same);
    expect(samePerson(other, one)).toBe(same);
  });
});

describe('who asked for a deployment', () => {
  const requestedBy = session('operate-run-apply-optimization', 'opt-1');
  const onBehalfOf = `key:1@${session('admins', 'ada')}`;
  it.each([
    ['whoever requested it', { requestedBy: session('deployers', 'ada') }, true],
    ['whoever it was requested for', { requestedBy, onBehalfOf }, true],
    ['nobody whom neither names', { requestedBy, onBehalfOf: session('deployers', 'grace') }, false],
    ['nobody else where nobody is behind it', { requestedBy }, false],
  ])('is %s', (_case, deployment, asked) => {
    expect(askedFor(deployment, session('approvers', 'ada'))).toBe(asked);
  });
});
