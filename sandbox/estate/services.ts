import { IamApi } from '../iam/iam-api.ts';
import type { SandboxService } from '../service.ts';
import type { Described } from './described.ts';

/** Services of which nothing runs: what they say is what the estate has. */
export function estateServices(described: Described): SandboxService[] {
  return [new IamApi(described)];
}
