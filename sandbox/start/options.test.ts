import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startOptions, WrongUsage } from './options.ts';

describe('the command line of a sandbox', () => {
  it('has a default for everything, with state by name below the working directory', () => {
    expect(startOptions([], '/work')).toEqual({
      name: 'default',
      state: '/work/.sandbox/default',
      foundByDefault: true,
      speed: 30,
      rate: 200,
      port: 8080,
      apiPort: 8787,
    });
    expect(startOptions(['--name', 'two'], '/work')).toMatchObject({
      state: '/work/.sandbox/two',
      foundByDefault: false,
    });
  });

  it('takes what it is told', () => {
    const words = ['--state', '/s', '--speed', '60', '--rate=0', '--port', '0', '--api-port', '9000'];
    expect(startOptions(words, '/work')).toMatchObject({
      state: '/s',
      foundByDefault: false,
      speed: 60,
      rate: 0,
      port: 0,
      apiPort: 9000,
    });
    expect(startOptions(['--help'], '/work')).toBeUndefined();
  });

  it('takes a folder of runbooks, as seen from the working directory', () => {
    expect(startOptions(['--runbooks', 'runbooks'], process.cwd())).toMatchObject({
      runbooks: join(process.cwd(), 'runbooks'),
    });
  });

  it.each([
    ['--runbooks', 'nowhere'],
    ['--runbooks', 'package.json'],
    ['--speed', '0'],
    ['--rate', '-1'],
    ['--port', '65536'],
    ['--port', ''],
    ['--name', '../out'],
    ['--sped', '3'],
    ['extra', 'word'],
  ])('refuses %s %s', (...words) => {
    expect(() => startOptions(words, process.cwd())).toThrow(WrongUsage);
  });
});
