import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from './flows/installation.ts';
import { askDoor } from './mcp/door.ts';

let house: Installation;
beforeAll(async () => {
  house = await install();
});
afterAll(() => house.close());

const names = async (profile: string) => {
  const { message } = await askDoor(house, 'tools/list', {}, { profile });
  return (message.result?.['tools'] as { name: string }[]).map(({ name }) => name);
};

describe('the door for agents', () => {
  it('shows each caller what the caller may do, in one order', async () => {
    const [viewer, operator, developer, approver] = await Promise.all(
      ['viewer', 'operator', 'developer', 'approver'].map(names),
    );
    console.log(viewer, developer, approver, operator);
    expect(await names('stranger')).toEqual([]);
  });
  it('calls', async () => {
    const { message } = await askDoor(house, 'tools/call', { name: 'list_services', arguments: {} });
    console.log(JSON.stringify(message, null, 1));
    console.log(
      JSON.stringify((await askDoor(house, 'tools/list', {}, { profile: 'admin' })).message).length,
    );
  });
});
