import { functionOnArm } from '../../../core/costs/rules/function-on-arm.ts';
import { logRetention } from '../../../core/costs/rules/log-retention.ts';
import { unusedProvisionedConcurrency } from '../../../core/costs/rules/unused-provisioned-concurrency.ts';
import { lambdaFunctions } from '../../inventory/lambda/functions.ts';
import { provisionedConcurrency } from '../../inventory/lambda/provisioned-concurrency.ts';
import { logGroups } from '../../inventory/logs/log-groups.ts';
import type { Ground } from '../find-waste.ts';

/** Lambda, and the logs of everything. What takes a call for each resource comes last. */
export const functionsGround: Ground = {
  name: 'functions',
  listers: [logGroups, lambdaFunctions, provisionedConcurrency],
  rules: [functionOnArm, logRetention, unusedProvisionedConcurrency],
};
