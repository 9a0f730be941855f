import { describe, expect, it } from 'vitest';
import type { LiveSandbox } from './live-sandbox.ts';
import { startOptions } from './options.ts';
import { welcome } from './welcome.ts';

describe('the welcome', () => {
  it('says who one is, who else one may be, and what shows', () => {
    const options = startOptions([], '/work');
    if (!options) throw new Error('Nothing was asked for.');
    const api = { url: 'http://127.0.0.1:8787', port: 8787, asRequested: true };
    const text = welcome(options, { api, port: 8080, recovered: false } as LiveSandbox, 1);
    expect(text).toMatch(/You are the developer; --profile NAME makes you one of developer, .*\badmin\b/);
    expect(text).toContain('What becomes of deployments shows here.');
  });
});
