import { type ResourceEvent, serveResource } from '../custom-resource.ts';
import { systemRuntime } from '../runtime.ts';
import { pairProvider } from './provider.ts';

/** The Lambda entry of the pair's provider. */
export const handler = (event: ResourceEvent): Promise<void> =>
  serveResource(pairProvider, event, systemRuntime());
