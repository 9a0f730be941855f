import { expect, it } from 'vitest';
import { signatureHeaders } from './sign-webhook.ts';

it('signs as the example of the Standard Webhooks specification says', () => {
  const webhook = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(signatureHeaders(webhook, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('takes the bytes of any other secret for the key', () => {
  const webhook = { id: 'a', timestamp: 1, body: '{}' };
  const encoded = `whsec_${Buffer.from('plain').toString('base64')}`;
  expect(signatureHeaders(webhook, 'plain')).toEqual(signatureHeaders(webhook, encoded));
});
