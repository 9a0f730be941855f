import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { pairOf } from '../../runbooks/step/serving-side.ts';
import { readService } from '../../services/store.ts';
import { type ChaosHouse, chaosHouse } from '../house.fixture.ts';
import { jobFor } from '../injector.ts';
import { sendAstray } from './send-astray.ts';

let house: ChaosHouse;
beforeAll(async () => {
  house = await chaosHouse();
});
afterAll(() => house.close());

const SIGN_IN: Action = {
  Type: 'authenticate-oidc',
  AuthenticateOidcConfig: {
    Issuer: 'https://login.example',
    AuthorizationEndpoint: 'https://login.example/authorize',
    TokenEndpoint: 'https://login.example/token',
    UserInfoEndpoint: 'https://login.example/user',
    ClientId: 'shop',
    ClientSecret: 'hidden',
  },
};

it('leaves a sign-in before the forward action as it is, secret and all', async () => {
  const { context, account } = house;
  const { elbv2 } = account.users;
  const service = await readService(context, ENVIRONMENT, 'shop');
  const { arn } = pairOf(service, 'it has no balancer.').production;
  const actions = () =>
    [...elbv2.inventory.listeners.values()].find((one) => one.arn === arn)?.defaultActions;
  const [forward] = actions() ?? [];
  elbv2.modifyListener(arn, [SIGN_IN, { ...forward, Type: 'forward', Order: 2 }]);
  const before = actions();
  const job = jobFor(service, {
    fault: 'error-injection',
    scope: { percent: 100 },
    intensity: 20,
    durationSeconds: 60,
  });
  const { undo } = await sendAstray.prepare(context, job);
  await sendAstray.inject(context, job, undo);
  const [signIn, astray] = actions() ?? [];
  expect(signIn).toEqual(before?.[0]);
  expect(astray?.ForwardConfig?.TargetGroups?.map(({ Weight }) => Weight)).toContain(10);
  await sendAstray.restore(context, job, undo);
  expect(actions()).toEqual(before);
});
