import { describe, expect, it } from 'vitest';
import { DOCUMENT } from '../../../core/alerting/document.fixture.ts';
import { SecretsManager } from '../../../sandbox/secrets-manager/secrets-manager.ts';
import { testTable } from '../../audit/context.fixture.ts';
import { readChain } from '../../audit/store.ts';
import { earlierAnswer } from '../../idempotency.ts';
import { handler as getAlerting } from '../get-alerting/handler.ts';
import { readAlerting, writeAlerting } from '../store.ts';
import { definition } from './definition.ts';
import { handler } from './handler.ts';

const OTHER = DOCUMENT.replace('C0123', 'C0456');

describe('set_alerting', () => {
  it('keeps a document and says what it changed', async () => {
    const table = await testTable((scope) => [new SecretsManager(scope)]);
    const context = table.contextOf(definition, { idempotencyKey: 'one' });
    const answer = await handler({ document: DOCUMENT, dryRun: false }, context);
    expect(answer).toMatchObject({ version: 1, applied: true, changed: ['digest'], removed: [] });
    expect(answer.added).toContain('policy office');
    expect(definition.output.parse(answer)).toEqual(answer);
    expect(await earlierAnswer(context)).toEqual(answer);
    const second = await handler({ document: OTHER, dryRun: false }, table.contextOf(definition));
    expect(second).toMatchObject({ version: 2, added: [], changed: ['channel ops'], removed: [] });
    expect(await getAlerting({}, table.context())).toEqual({ version: 2, document: OTHER });
    const { records } = await readChain(table.context(), 'alerting/installation');
    expect(records.map(({ record }) => record.words)).toEqual([
      'Version 1 of the alerting document was set; added: 11, changed: 1, removed: 0.',
      'Version 2 of the alerting document was set; added: 0, changed: 1, removed: 0.',
    ]);
    expect(table.unused(definition)).toEqual([]);
  });

  it('writes nothing for a dry run, a repeat and a document that is wrong', async () => {
    const table = await testTable((scope) => [new SecretsManager(scope)]);
    const context = table.contextOf(definition);
    expect(await handler({ document: DOCUMENT, dryRun: true }, context)).toMatchObject({
      version: 0,
      applied: false,
      changed: ['digest'],
    });
    await handler({ document: DOCUMENT, dryRun: false }, context);
    expect(await handler({ document: DOCUMENT, dryRun: false }, context)).toEqual({
      version: 1,
      applied: false,
      added: [],
      changed: [],
      removed: [],
      missing: expect.arrayContaining(['channel ops: The secret operate/slack does not exist.']),
    });
    await expect(handler({ document: 'channels: 1', dryRun: false }, context)).rejects.toMatchObject({
      name: 'InvalidInput',
      message: 'channels does not fit (line 1, column 1).',
    });
    expect((await readAlerting(context)).head?.sequence).toBe(1);
  });

  it('does not overwrite what somebody else has set meanwhile', async () => {
    const table = await testTable((scope) => [new SecretsManager(scope)]);
    const context = table.contextOf(definition);
    const before = await readAlerting(context);
    await handler({ document: DOCUMENT, dryRun: false }, context);
    const late = { alerting: before.alerting, document: '', version: 1 };
    await expect(writeAlerting(context, before, late, 'late', {})).rejects.toMatchObject({
      name: 'RecordChanged',
    });
    const calls = [DOCUMENT.replace('C0123', 'C1'), DOCUMENT.replace('C0123', 'C2')].map((document) =>
      handler({ document, dryRun: false }, context),
    );
    const settled = await Promise.allSettled(calls);
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.name] : []));
    expect(refused).toEqual(['Conflict']);
    expect((await readAlerting(context)).version).toBe(2);
  });
});
