import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../functions/operation.ts';
import { testAccount, testScope } from '../hook/account.fixture.ts';
import { SesV2 } from './sesv2.ts';

function setUp(statements?: readonly Statement[]) {
  const ses = new SesV2(testScope());
  ses.verifyIdentity('example.com');
  const { clients } = testAccount(() => [ses], statements);
  const send = (from: string, to: string[] = ['ada@example.org'], subject = 'Down') =>
    clients(SESv2Client).send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: to },
        Content: { Simple: { Subject: { Data: subject }, Body: { Text: { Data: 'text' } } } },
      }),
    );
  return { ses, send, clients };
}

describe('SendEmail', () => {
  it('sends from an address of a verified domain', async () => {
    const { ses, send } = setUp();
    const { MessageId } = await send('ops@example.com');
    expect(ses.sent).toMatchObject([
      { id: MessageId, from: 'ops@example.com', to: ['ada@example.org'], subject: 'Down', text: 'text' },
    ]);
  });

  it('refuses what SES refuses', async () => {
    const { ses, send } = setUp();
    await expect(send('ops@example.net')).rejects.toMatchObject({
      name: 'MessageRejected',
      message:
        'Email address is not verified. The following identities failed the check in region EU-WEST-1: ops@example.net',
    });
    await expect(send('ops@example.com', [])).rejects.toMatchObject({ name: 'BadRequestException' });
    await expect(send('ops@example.com', Array(51).fill('a@b.c'))).rejects.toThrow('exceeds 50');
    await expect(send('ops@example.com', ['a b@c.d'])).rejects.toThrow('Illegal address');
    await expect(send('ops@example.com', ['a@b.c'], 'a\r\nBcc: x@y.z')).rejects.toThrow('line break');
    expect(ses.sent).toEqual([]);
  });

  it('refuses by name what it does not know', async () => {
    const { clients } = setUp();
    const raw = new SendEmailCommand({
      FromEmailAddress: 'ops@example.com',
      Destination: { ToAddresses: ['a@b.c'] },
      Content: { Raw: { Data: new Uint8Array() } },
    });
    await expect(clients(SESv2Client).send(raw)).rejects.toThrow('SendEmail with Raw');
  });

  it('needs the permission on the identity', async () => {
    const domain = 'arn:aws:ses:eu-west-1:000000000000:identity/example.com';
    const { ses, send } = setUp([{ actions: ['ses:SendEmail'], resources: [domain] }]);
    await send('ops@example.com');
    ses.verifyIdentity('me@example.net');
    await expect(send('me@example.net')).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
