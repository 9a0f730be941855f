import { expect, it } from 'vitest';
import { testTable } from '../../audit/context.fixture.ts';
import { handler as setAlerting } from '../set-alerting/handler.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

it('answers the document as it was set, comments and all', async () => {
  const table = await testTable();
  const context = table.contextOf(definition);
  expect(await handler({}, context)).toEqual({ version: 0, document: '' });
  const document = '# Nobody yet.\nchannels: []\n';
  await setAlerting({ document, dryRun: false }, table.context());
  expect(await handler({}, context)).toEqual({ version: 1, document });
  expect(table.unused(definition)).toEqual([]);
});
