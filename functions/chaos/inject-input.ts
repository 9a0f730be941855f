import { z } from 'zod';
import { environmentName, serviceName } from '../names.ts';
import { chaosId, faultKind } from './fields.ts';

const early = {
  aborted: z.string().max(1000).optional().describe('Why it ends before its time.'),
  failed: z.string().max(1000).optional().describe('What went wrong.'),
};

/** What an injector is asked. */
export const injectInput = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('plan'),
    environment: environmentName,
    service: serviceName,
    method: z.strictObject({
      fault: faultKind,
      scope: z.union([
        z.strictObject({ count: z.int().min(1).max(100) }),
        z.strictObject({ percent: z.int().min(1).max(100) }),
      ]),
      intensity: z.int().min(0).max(100),
      durationSeconds: z.int().min(60).max(3600),
      port: z.int().min(1).max(65_535).optional(),
    }),
  }),
  z.strictObject({ action: z.literal('inject'), experimentId: chaosId }),
  z.strictObject({ action: z.literal('restore'), experimentId: chaosId, ...early }),
]);

export const injectOutput = z.strictObject({
  next: z.enum(['observe', 'wait', 'restore', 'recover', 'conclude', 'done']).optional(),
  seconds: z.number().optional(),
  plan: z
    .strictObject({
      targets: z.array(z.string()),
      affectedShare: z.number(),
      missing: z.array(z.string()),
      words: z.array(z.string()),
      inverse: z.string(),
    })
    .optional(),
});

export type InjectInput = {
  readonly [Action in z.output<typeof injectInput>['action']]: Extract<
    z.output<typeof injectInput>,
    { action: Action }
  >;
}[z.output<typeof injectInput>['action']];
export type InjectOutput = z.input<typeof injectOutput>;
