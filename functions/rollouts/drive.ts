import { InvalidInput, type Violation } from '../../core/errors.ts';
import type { Reason } from '../../core/rollout/reason.ts';
import type { Context } from '../context.ts';
import { readService } from '../services/store.ts';
import type { Description, Driver } from './driver.ts';
import { look } from './steps/look.ts';
import { park } from './steps/park.ts';
import { prepare } from './steps/prepare.ts';
import { promote } from './steps/promote.ts';
import { prove } from './steps/prove.ts';
import { confirm, restore } from './steps/restore.ts';
import { settle } from './steps/settle.ts';
import { shift } from './steps/shift.ts';

/** What a driver's function can be asked to do; see `drive-input.ts` for the contract. */
export type DriveInput =
  | {
      readonly action: 'describe';
      readonly environment: string;
      readonly service: string;
      readonly version: string;
    }
  | {
      readonly action: 'prepare' | 'prove' | 'shift' | 'look';
      readonly deploymentId: string;
      readonly step: number;
    }
  | { readonly action: 'promote' | 'settle' | 'park'; readonly deploymentId: string }
  | { readonly action: 'confirm'; readonly deploymentId: string; readonly since: string }
  | {
      readonly action: 'restore';
      readonly deploymentId: string;
      readonly reason: Reason;
      readonly since: string;
    };

/** Runs one step of a rollout with one driver. */
export function drive(driver: Driver, input: DriveInput, context: Context) {
  switch (input.action) {
    case 'describe':
      return describe(driver, input, context);
    case 'prepare':
      return prepare(context, driver, input);
    case 'prove':
      return prove(context, driver, input);
    case 'shift':
      return shift(context, driver, input);
    case 'look':
      return look(context, driver, input);
    case 'promote':
      return promote(context, driver, input);
    case 'restore':
      return restore(context, driver, input);
    case 'confirm':
      return confirm(context, driver, input);
    case 'settle':
      return settle(context, driver, input);
    case 'park':
      return park(context, driver, input);
  }
}

/** What of a description crosses to the operation that asked; an unknown version is an answer, not a failure. */
export type Described =
  | { readonly description: Description }
  | { readonly refused: { readonly words: string; readonly violations: Violation[] } };

async function describe(
  driver: Driver,
  input: Extract<DriveInput, { action: 'describe' }>,
  context: Context,
): Promise<Described> {
  const service = await readService(context, input.environment, input.service);
  try {
    return { description: await driver.describe(context, service, input.version) };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { refused: { words: error.message, violations: [...(error.detail.violations ?? [])] } };
  }
}
