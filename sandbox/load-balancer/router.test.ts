import { describe, expect, it } from 'vitest';
import { Propagated } from './propagated.ts';
import { Router } from './router.ts';
import { matches } from './rule-match.ts';

const fixed = (status: number) => ({ type: 'fixed-response' as const, status, body: '' });
const get = (path: string, headers: Record<string, string> = {}) => ({ path, headers });

describe('Router', () => {
  it('takes the first rule that matches, else the default action', () => {
    const router = new Router('arn:lb', fixed(404));
    router.addRule('all', 100, [{ field: 'path-pattern', values: ['/*'] }], fixed(200));
    router.addRule('test', 1, [{ field: 'http-header', name: 'X-Test', values: ['green'] }], fixed(201));
    expect(router.plan(get('/a', { 'x-test': 'green' }), 0)).toMatchObject({ status: 201 });
    expect(router.plan(get('/a', { 'x-test': 'blue' }), 0)).toMatchObject({ status: 200 });
    expect(router.plan(get('*'), 0)).toMatchObject({ status: 404 });
  });

  it('follows a changed action when it arrives', () => {
    const router = new Router('arn:lb', fixed(200));
    router.setDefault(fixed(201), 5_000);
    expect(router.plan(get('/'), 4_999)).toMatchObject({ status: 200 });
    expect(router.plan(get('/'), 5_000)).toMatchObject({ status: 201 });
  });
});

describe('matches', () => {
  it('needs every condition and one of its values', () => {
    const conditions = [
      { field: 'path-pattern' as const, values: ['/cart/?', '/pay*'] },
      { field: 'host-header' as const, values: ['*.Example.com'] },
    ];
    const host = { host: 'shop.example.com' };
    expect(matches(conditions, get('/cart/1?x=2', host))).toBe(true);
    expect(matches(conditions, get('/cart/12', host))).toBe(false);
    expect(matches(conditions, get('/PAY', host))).toBe(false);
    expect(matches(conditions, get('/payment', { host: 'example.org' }))).toBe(false);
    expect(matches(conditions, get('/payment'))).toBe(false);
  });
});

describe('Propagated', () => {
  it('never goes back to an older value that arrives later', () => {
    const setting = new Propagated('a');
    setting.set('b', 8);
    setting.set('c', 3);
    expect([setting.at(2), setting.at(3), setting.at(9)]).toEqual(['a', 'c', 'c']);
  });

  it('shows a value that arrives before a newer one', () => {
    const setting = new Propagated('a');
    setting.set('b', 3);
    setting.set('c', 8);
    expect([setting.at(3), setting.at(7), setting.at(8)]).toEqual(['b', 'b', 'c']);
  });
});
