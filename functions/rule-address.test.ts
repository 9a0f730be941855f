import { expect, it } from 'vitest';
import { ruleAddress } from './rule-address.ts';

it.each([
  ['operate-ended', { name: 'operate-ended', bus: {} }],
  ['operate/operate-ended', { name: 'operate-ended', bus: { EventBusName: 'operate' } }],
])('%s', (path, address) => {
  expect(ruleAddress(path)).toEqual(address);
});
