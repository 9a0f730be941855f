import { describe, expect, it } from 'vitest';
import { commit } from '../../commit.ts';
import type { CallInfo } from '../../context.ts';
import { type TestTable, testTable } from '../context.fixture.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

/** One change of a resource, a second after the one before. */
async function change(table: TestTable, resource: string, words: string, call: Partial<CallInfo> = {}) {
  const context = table.context(call);
  await table.clock.advanceBy(1000);
  await commit(context, { resource, head: undefined, item: {}, words });
}

const input = { limit: 50 };
const wordsOf = ({ records }: { records: readonly { words: string }[] }) => records.map(({ words }) => words);

describe('list_audit', () => {
  it('lists the present month, newest first', async () => {
    const table = await testTable();
    await change(table, 'deployment/a', 'first');
    await change(table, 'deployment/b', 'second');
    const answer = await handler(input, table.contextOf(definition));
    expect(wordsOf(answer)).toEqual(['second', 'first']);
    expect(answer.records[1]).toMatchObject({
      sequence: 1,
      resource: 'deployment/a',
      action: 'deploy_application',
      caller: 'arn:aws:iam::000000000000:user/ada',
      outcome: 'DONE',
      at: '2026-01-01T00:00:01.000Z',
    });
    expect(definition.output.parse(answer)).toEqual(answer);
  });

  it('lists nothing of another month', async () => {
    const table = await testTable();
    await change(table, 'deployment/a', 'first');
    expect(await handler({ ...input, month: '2025-12' }, table.contextOf(definition))).toEqual({
      records: [],
    });
  });

  it('lists one resource only', async () => {
    const table = await testTable();
    await change(table, 'deployment/a', 'first');
    await change(table, 'deployment/b', 'second');
    const answer = await handler({ ...input, resource: 'deployment/a' }, table.contextOf(definition));
    expect(wordsOf(answer)).toEqual(['first']);
    expect(table.unused(definition)).toEqual([]);
  });

  it('goes through pages of a filtered month without losing or repeating a record', async () => {
    const table = await testTable();
    for (let n = 1; n <= 7; n++)
      await change(table, `deployment/${n}`, `change ${n}`, { operation: n % 2 ? 'odd' : 'even' });
    const context = table.contextOf(definition);
    const seen: string[] = [];
    let nextToken: string | undefined;
    do {
      const asked = { limit: 2, action: 'odd', ...(nextToken && { nextToken }) };
      const answer = await handler(asked, context);
      seen.push(...wordsOf(answer));
      nextToken = answer.nextToken;
    } while (nextToken);
    expect(seen).toEqual(['change 7', 'change 5', 'change 3', 'change 1']);
  });

  it('goes through pages of a resource', async () => {
    const table = await testTable();
    await change(table, 'deployment/a', 'only');
    const context = table.contextOf(definition);
    const first = await handler({ limit: 1, resource: 'deployment/a' }, context);
    expect(wordsOf(first)).toEqual(['only']);
    // Nothing follows.
    expect(first.nextToken).toBeUndefined();
  });

  it('refuses a token that was altered, is of another question, or is no token', async () => {
    const table = await testTable();
    await change(table, 'deployment/a', 'first');
    await change(table, 'deployment/b', 'second');
    const context = table.contextOf(definition);
    const { nextToken = '' } = await handler({ limit: 1 }, context);
    const [at, , sequence, seal] = JSON.parse(Buffer.from(nextToken, 'base64url').toString());
    const altered = Buffer.from(JSON.stringify([at, 'deployment/z', sequence, seal])).toString('base64url');
    for (const asked of [
      { limit: 1, nextToken: altered },
      { limit: 1, nextToken: 'rubbish' },
      { limit: 1, nextToken, action: 'deploy_application' },
      { limit: 1, nextToken, resource: 'deployment/a' },
    ])
      await expect(handler(asked, context)).rejects.toMatchObject({
        name: 'InvalidInput',
        detail: { violations: [{ field: 'nextToken' }] },
      });
  });

  it('refuses a resource together with a month or a filter', async () => {
    const table = await testTable();
    const asked = { ...input, resource: 'deployment/a', month: '2026-01', outcome: 'DONE' };
    await expect(handler(asked, table.contextOf(definition))).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [{ field: 'month' }, { field: 'outcome' }] },
    });
  });
});
